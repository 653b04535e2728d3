// What operations that start or change chats and tasks have in common.

import type { Reference, SegmentValue } from '../core/contact/contact.ts'
import { overLimit, startsWithin } from '../core/contact/contact-size.ts'
import { CHAIN_MAX } from '../core/contact/transfer.ts'
import type { FlowType } from '../core/directory/document.ts'
import type { ContactRow } from '../core/event.ts'
import { minutes } from '../core/instant.ts'
import { bareId } from './arn.ts'
import { flowIdWithVersion } from './flow-version.ts'
import type { OperationContext } from './operation-context.ts'
import { find } from './resource.ts'
import { invalidRequest, limitExceeded, notFound } from './service-error.ts'

/** All of a contact's attributes together, in UTF-8. */
const ATTRIBUTE_BYTES_MAX = 32_768
const EXPIRY = 'connect:ContactExpiry'

/** The id of a flow that runs, and is of one of the types; with its version where one is named. */
export function runningFlowId(
  context: OperationContext,
  idOrArn: string,
  types: readonly FlowType[] = ['CONTACT_FLOW'],
): string {
  const { document } = find(context, 'contact-flow', idOrArn)
  if (!types.includes(document.Type)) {
    throw invalidRequest(`Member ContactFlowId: the flow is a ${document.Type}.`)
  }
  if (document.Status !== 'PUBLISHED' || document.State !== 'ACTIVE') {
    throw invalidRequest('Member ContactFlowId: the flow is not published.')
  }
  return flowIdWithVersion(context, idOrArn)
}

export function checkAttributes(attributes: Readonly<Record<string, string>> = {}): void {
  const bytes = new TextEncoder().encode(Object.entries(attributes).flat().join('')).length
  if (bytes <= ATTRIBUTE_BYTES_MAX) return
  throw invalidRequest(`The attributes of a contact have at most ${ATTRIBUTE_BYTES_MAX} bytes.`)
}

interface GivenReference {
  readonly Type: string | undefined
  readonly Value?: string | undefined
  readonly Status?: string | undefined
}

/** References as the centre keeps them. */
export function referencesOf(
  given: Readonly<Record<string, GivenReference>> | undefined,
): Readonly<Record<string, Reference>> | undefined {
  if (!given) return undefined
  if (!startsWithin(given)) throw invalidRequest(overLimit('references'))
  return Object.fromEntries(
    Object.entries(given).map(([name, { Type = 'STRING', Value = '', Status }]) => {
      return [name, { Type, Value, ...(Status !== undefined && { Status }) }]
    }),
  )
}

/** Segment attributes as the centre keeps them: what the reader has parsed is JSON. */
export function segmentAttributesOf(
  given: object | undefined,
): Readonly<Record<string, SegmentValue>> | undefined {
  if (!startsWithin(given)) throw invalidRequest(overLimit('segment attributes'))
  return given as Readonly<Record<string, SegmentValue>> | undefined
}

/** How long a contact may go on, when its segment attributes say so. */
export function expiryOf(
  attributes: Readonly<Record<string, SegmentValue>> | undefined,
): number | undefined {
  const map = attributes?.[EXPIRY]?.ValueMap as
    | Readonly<Record<string, { readonly ValueInteger?: number }>>
    | undefined
  const count = map?.ExpiryDuration?.ValueInteger
  return count === undefined ? undefined : minutes(count)
}

/** The id of a contact that goes on or is kept. */
export async function knownContactId(context: OperationContext, idOrArn: string): Promise<string> {
  const id = bareId(idOrArn)
  if (context.centre.contact(id) || (await context.contacts.get(id))) return id
  throw notFound(`There is no contact ${id}.`)
}

/** What is kept of a contact that goes on or is kept. */
export async function knownContact(
  context: OperationContext,
  idOrArn: string,
): Promise<ContactRow> {
  const id = bareId(idOrArn)
  const row = context.centre.contactRow(id) ?? (await context.contacts.get(id))
  if (!row) throw notFound(`There is no contact ${id}.`)
  return row
}

/** The flow asked for that runs when a task is put aside or taken up. */
export function eventFlowOf(
  context: OperationContext,
  flowId: string | undefined,
): { readonly flowId?: string } {
  return flowId === undefined ? {} : { flowId: runningFlowId(context, flowId) }
}

/** How many contacts led to one that goes on after this one; throws when they would be too many. */
export async function chainLengthAfter(
  context: OperationContext,
  contactId: string,
): Promise<number> {
  let length = 1
  for (let id = await previousOf(context, contactId); id !== undefined; length++) {
    if (length >= CHAIN_MAX - 1) {
      throw limitExceeded(`At most ${CHAIN_MAX} contacts go on in one another.`)
    }
    id = await previousOf(context, id)
  }
  return length
}

async function previousOf(context: OperationContext, id: string): Promise<string | undefined> {
  const row = context.centre.contactRow(id) ?? (await context.contacts.get(id))
  return row?.previousContactId
}

/** What a task can be given to look at; the service itself adds others. */
const GIVEN_REFERENCES = ['URL', 'NUMBER', 'STRING', 'DATE', 'EMAIL']

/** Throws for references that are not for whoever makes a contact to give. */
export function checkGivenReferences(given: Readonly<Record<string, GivenReference>> = {}): void {
  const other = Object.entries(given).find(([, { Type = '' }]) => !GIVEN_REFERENCES.includes(Type))
  if (!other) return
  const [name, { Type }] = other
  throw invalidRequest(`Reference ${name} is of type ${Type}, which cannot be given.`)
}
