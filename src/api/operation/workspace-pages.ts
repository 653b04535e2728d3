// Pages of workspaces: views that agents see beside their contacts.
import { bareId } from '../arn.ts'
import { requireRoom } from '../limit/quotas.ts'
import { answer, change, type Operation } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { pageOf } from '../page.ts'
import { edit, find, given } from '../resource.ts'
import { duplicate, invalidParameter, notFound } from '../service-error.ts'
import { findManaged } from '../show/view.ts'

interface Page {
  readonly Page: string
  readonly ResourceArn: string
  readonly Slug?: string | undefined
  readonly InputData?: string | undefined
}

export const createWorkspacePage: Operation<'CreateWorkspacePage'> = (input, context) => {
  const { Page, ResourceArn, Slug, InputData } = input
  const workspace = find(context, 'workspace', input.WorkspaceId)
  const { Pages } = workspace.document
  requireRoom(context.centre, 'workspace-pages', () => Pages.length)
  const page = { Page, ResourceArn, ...given({ Slug, InputData }) }
  checkPage(context, page, Pages)
  return change(edit(context, 'workspace', workspace, { Pages: [...Pages, page] }))
}

export const updateWorkspacePage: Operation<'UpdateWorkspacePage'> = (input, context) => {
  const { workspace, page, others } = found(context, input)
  const { NewPage, ResourceArn, Slug, InputData } = input
  const next = { ...page, ...given({ Page: NewPage, ResourceArn, Slug, InputData }) }
  checkPage(context, next, others)
  return change(edit(context, 'workspace', workspace, { Pages: [...others, next] }))
}

export const deleteWorkspacePage: Operation<'DeleteWorkspacePage'> = (input, context) => {
  const { workspace, others } = found(context, input)
  return change(edit(context, 'workspace', workspace, { Pages: others }))
}

export const listWorkspacePages: Operation<'ListWorkspacePages'> = (input, context) => {
  const { Pages } = find(context, 'workspace', input.WorkspaceId).document
  const sorted = [...Pages].sort((a, b) => (a.Page < b.Page ? -1 : 1))
  const { items, NextToken } = pageOf(sorted, input, ({ Page }) => Page)
  return answer({ WorkspacePageList: items, NextToken })
}

function found(
  context: OperationContext,
  { WorkspaceId, Page: name }: { readonly WorkspaceId: string; readonly Page: string },
) {
  const workspace = find(context, 'workspace', WorkspaceId)
  const { Pages } = workspace.document
  const page = Pages.find(({ Page }) => Page === name)
  if (!page) throw notFound(`The workspace has no page ${name}.`)
  return { workspace, page, others: Pages.filter(each => each !== page) }
}

/** A page shows a view there is, and has a name and a slug of its own. */
function checkPage(
  context: OperationContext,
  { Page, ResourceArn, Slug, InputData }: Page,
  others: readonly Page[],
): void {
  if (!findManaged(ResourceArn)) find(context, 'view', bareId(ResourceArn))
  if (others.some(each => each.Page === Page)) throw duplicate(`There is a page ${Page} already.`)
  if (Slug && others.some(each => each.Slug === Slug)) {
    throw duplicate(`There is a page with the slug ${Slug} already.`)
  }
  try {
    if (InputData) JSON.parse(InputData)
  } catch {
    throw invalidParameter('Member InputData is not JSON.')
  }
}
