// The transcript of a chat is put away when its contact is over; the contact's record says where.
import type { ChatInput } from '../input.ts'
import { minutes } from '../instant.ts'
import type { World } from '../world.ts'
import type { Chat } from './chat.ts'
import type { Contact } from './contact.ts'

/** One that has not been put away by then is given up, so that the contact's record can be closed. */
const GRACE_MS = minutes(2)

/** The contact is over: its transcript is to be put away. */
export function sealTranscript(world: World, contact: Contact, chat: Chat): void {
  const { contactId, initialContactId } = contact
  chat.transcript = { endedAt: world.now }
  world.effect({ type: 'chat.seal', conversationId: initialContactId, contactId })
  world.wakeContact(contactId, world.now + GRACE_MS)
}

/** It has been put away, or could not be. Answers false when nobody asked for it. */
export function transcriptSealed(
  contact: Contact,
  { outcome }: Extract<ChatInput, { type: 'chat.sealed' }>,
): boolean {
  const transcript = contact.chat?.transcript
  if (!transcript) return false
  if ('problem' in outcome) transcript.failed ??= outcome.problem
  else {
    transcript.location = outcome.location
    delete transcript.failed
  }
  return true
}

/** Nothing more will come of it. */
export function transcriptSettled(world: World, { chat }: Contact): boolean {
  const transcript = chat?.transcript
  if (!transcript || transcript.location !== undefined || transcript.failed !== undefined) {
    return true
  }
  if (world.now < transcript.endedAt + GRACE_MS) return false
  transcript.failed = 'The transcript was not put away in time.'
  return true
}

/** When its time is over, for those who restore the contact. */
export function transcriptMoment({ chat }: Contact): number | undefined {
  return chat?.transcript && chat.transcript.endedAt + GRACE_MS
}
