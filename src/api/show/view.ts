// Views as the API shows them: those that come with every instance, and those configured here.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import type { ViewContent, ViewVersion } from '../../core/directory/document.ts'
import { type ManagedView, managedViewArn, managedViews } from '../../core/directory/view.ts'
import { sha256Hex } from '../../io/crypto.ts'
import { arnOf, bareId } from '../arn.ts'
import type { Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { find } from '../resource.ts'
import { invalidParameter, invalidRequest, notFound } from '../service-error.ts'

type View = Plain<sdk.View>
type Summary = Plain<sdk.ViewSummary>

const CONTENT_BYTES_MAX = 400_000

/** `latest` is what flows show, `saved` the draft beside it, a number a version. */
export type ViewQualifier = 'latest' | 'saved' | number

/** What stands behind the id: `:$LATEST`, `:$SAVED`, `:3`. */
export function qualifierOf(idOrArn: string): ViewQualifier {
  const behind = idOrArn.slice(idOrArn.lastIndexOf('/') + 1).split(':')[1]
  if (behind === undefined || behind === '$LATEST') return 'latest'
  if (behind === '$SAVED') return 'saved'
  if (/^\d{1,9}$/.test(behind)) return Number(behind)
  throw invalidParameter('Member ViewId: a version is a number, $LATEST or $SAVED.')
}

export function findManaged(idOrArn: string): ManagedView | undefined {
  return managedViews.find(each => each.id === bareId(idOrArn))
}

/** One that is configured here, and so can be changed. */
export function findOwn(context: OperationContext, idOrArn: string): Entry<'view'> {
  if (findManaged(idOrArn))
    throw invalidRequest('A view that comes with the service stays as it is.')
  return find(context, 'view', idOrArn)
}

export function showView(
  context: OperationContext,
  view: Entry<'view'>,
  qualifier: ViewQualifier,
): View {
  const {
    Name,
    Description,
    Status,
    Tags,
    CreatedTime,
    LastModifiedTime,
    Versions = [],
  } = view.document
  const version = typeof qualifier === 'number' ? versionOf(view, qualifier) : Versions.at(-1)
  const content = typeof qualifier === 'number' ? version?.Content : contentOf(view, qualifier)
  if (!content) throw notFound(`View ${view.id} has never been published.`)
  return {
    Id: view.id,
    Arn: arnOf(context, 'view', view.id),
    Name,
    Description,
    Status: qualifier === 'saved' ? 'SAVED' : typeof qualifier === 'number' ? 'PUBLISHED' : Status,
    Type: 'CUSTOMER_MANAGED',
    Version: version?.Version,
    VersionDescription: version?.Description,
    Content: content,
    ViewContentSha256: contentHash(content),
    Tags,
    CreatedTime,
    LastModifiedTime,
  }
}

function contentOf({ document }: Entry<'view'>, qualifier: 'latest' | 'saved') {
  const { Content, SavedContent } = document
  return qualifier === 'saved' ? (SavedContent ?? Content) : (Content ?? SavedContent)
}

function versionOf({ id, document }: Entry<'view'>, version: number): ViewVersion {
  const found = document.Versions?.find(each => each.Version === version)
  if (!found) throw notFound(`View ${id} has no version ${version}.`)
  return found
}

export function showManaged(context: OperationContext, view: ManagedView): View {
  return {
    ...managedSummary(context, view),
    Version: view.version,
    Content: view.content,
    ViewContentSha256: contentHash(view.content),
  }
}

export function managedSummary({ region }: OperationContext, view: ManagedView): Summary {
  const { id, name, description } = view
  return {
    Id: id,
    Arn: managedViewArn(region, id),
    Name: name,
    Type: 'AWS_MANAGED',
    Status: 'PUBLISHED',
    Description: description,
  }
}

export function viewSummary(context: OperationContext, { id, document }: Entry<'view'>): Summary {
  const { Name, Status, Description } = document
  const Arn = arnOf(context, 'view', id)
  return { Id: id, Arn, Name, Type: 'CUSTOMER_MANAGED', Status, Description }
}

/** A content as it is kept: the template is JSON, and says what may be put into it. */
export function checkedContent(given: {
  readonly Template?: string | undefined
  readonly Actions?: readonly string[] | undefined
}): ViewContent {
  const { Template = '', Actions = [] } = given
  if (Template.length > CONTENT_BYTES_MAX) throw invalidParameter('Member Template is too long.')
  return { Actions, Template, InputSchema: inputSchemaOf(Template) }
}

/** Every `$.name` of the template is a member of its input. */
function inputSchemaOf(template: string): string {
  checkJson(template)
  const names = [...template.matchAll(/\$\.(\w{1,128})/g)].map(([, name]) => name ?? '')
  const properties = Object.fromEntries([...new Set(names)].sort().map(name => [name, {}]))
  return JSON.stringify({ type: 'object', properties })
}

function checkJson(template: string): void {
  try {
    JSON.parse(template)
  } catch {
    throw invalidParameter('Member Template is not JSON.')
  }
}

export function contentHash({ Template, Actions }: ViewContent): string {
  return sha256Hex(JSON.stringify({ Template, Actions }))
}
