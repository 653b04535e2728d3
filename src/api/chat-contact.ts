// Chats as operations name them: the one that goes on, and those of before.
import type { ChatView } from '../core/centre-view.ts'
import type { Rehydration } from '../core/contact/chat.ts'
import type { ContactRow } from '../core/event.ts'
import { bareId } from './arn.ts'
import type { OperationContext } from './operation-context.ts'
import { invalidRequest, notFound } from './service-error.ts'

/** So many contacts of one chat are looked through for its last. */
const CONTACTS_MAX = 100

/** The chat that goes on in a contact, or that began in it. */
export function openChat({ centre }: OperationContext, idOrArn: string): ChatView {
  const id = bareId(idOrArn)
  const chat = centre.conversation(id) ?? centre.chat(id)
  if (chat?.isOpen && !chat.isGuide) return chat
  if (!centre.contact(id)) throw notFound(`There is no contact ${id}.`)
  throw invalidRequest(`Contact ${id} is no chat that goes on.`)
}

/** The contact to go on with: the one named, or the last of the whole chat that it was part of. */
export async function pastChat(
  context: OperationContext,
  idOrArn: string,
  rehydration: Rehydration,
): Promise<string> {
  const row = await rowOf(context, bareId(idOrArn))
  if (!row) throw notFound(`There is no contact ${bareId(idOrArn)}.`)
  if (row.channel !== 'CHAT') throw invalidRequest('Only chats can be gone on with.')
  const last = rehydration === 'ENTIRE_PAST_SESSION' ? await lastAfter(context, row) : row
  if (last.disconnectedAt === undefined) {
    throw invalidRequest('The chat to go on with still goes on itself.')
  }
  return last.contactId
}

async function lastAfter(context: OperationContext, row: ContactRow): Promise<ContactRow> {
  let last = row
  for (let count = 0; count < CONTACTS_MAX; count++) {
    const { NextContactId } = last.record
    const next = typeof NextContactId === 'string' ? await rowOf(context, NextContactId) : undefined
    if (next?.channel !== 'CHAT') break
    last = next
  }
  return last
}

async function rowOf(context: OperationContext, id: string): Promise<ContactRow | undefined> {
  return context.centre.contactRow(id) ?? (await context.contacts.get(id))
}
