// Chats in which nobody writes: after a time it is said that a participant is idle, and after
// another the agent is let go. Watched while customer and agent are together, per role, and for the
// life of the chat.
import type { World } from '../world.ts'
import type { Chat, ChatTimers, QuietLimit, WatchedRole } from './chat.ts'
import { writeEvent } from './chat.ts'
import type { Contact } from './contact.ts'

const ROLES: readonly WatchedRole[] = ['CUSTOMER', 'AGENT']

/** Sets or (without a time) takes away limits; the others stay. */
export function setQuietLimits(
  world: World,
  contact: Contact,
  changes: readonly (Omit<QuietLimit, 'afterMs'> & { readonly afterMs?: number })[],
): void {
  const { chat } = contact
  if (!chat) return
  const timers = timersOf(chat)
  for (const { role, limit, afterMs } of changes) {
    const others = timers.limits.filter(each => each.role !== role || each.limit !== limit)
    timers.limits = afterMs === undefined ? others : [...others, { role, limit, afterMs }]
  }
  arm(world, contact, timers)
}

/** Customer and agent are together: the watch begins. */
export function watchQuiet(world: World, contact: Contact): void {
  if (!contact.chat) return
  const timers = timersOf(contact.chat)
  for (const role of ROLES) timers.quiet[role] = { since: world.now, isIdle: false }
  arm(world, contact, timers)
}

/** They no longer are. */
export function stopWatchingQuiet(contact: Contact): void {
  if (contact.chat?.timers) contact.chat.timers.quiet = {}
}

/** A participant has written something. */
export function heardFrom(world: World, contact: Contact, role: WatchedRole): void {
  const quiet = contact.chat?.timers?.quiet[role]
  if (!quiet) return
  quiet.since = world.now
  if (!quiet.isIdle) return
  quiet.isIdle = false
  sayOf(world, contact, role, 'participant.returned')
  arm(world, contact, contact.chat?.timers)
}

/**
 * Looks who has been quiet too long. Answers true when the agent is to be let go. Every message
 * moves the limits, so the centre looks when the first could be over and then again, not each time.
 */
export function quietDue(world: World, contact: Contact): boolean {
  const timers = contact.chat?.timers
  if (!timers) return false
  for (const role of ROLES) {
    const quiet = timers.quiet[role]
    if (!quiet) continue
    const { idleAt, disconnectAt } = momentsOf(timers, role, quiet.since)
    if (!quiet.isIdle && idleAt <= world.now) {
      quiet.isIdle = true
      sayOf(world, contact, role, 'participant.idle')
    }
    if (disconnectAt <= world.now) {
      sayOf(world, contact, role, 'participant.autodisconnection')
      return true
    }
  }
  arm(world, contact, timers)
  return false
}

/** When the centre must look again, for those who restore it. */
export function quietMoment(contact: Contact): number | undefined {
  return contact.chat?.timers?.wakeAt
}

function timersOf(chat: Chat): ChatTimers {
  chat.timers ??= { limits: [], quiet: {} }
  return chat.timers
}

/** Wakes the contact at the first moment that is still to come, unless it is woken before anyway. */
function arm(world: World, contact: Contact, timers: ChatTimers | undefined): void {
  if (!timers) return
  const next = Math.min(
    ...ROLES.flatMap(role => {
      const quiet = timers.quiet[role]
      if (!quiet) return []
      const { idleAt, disconnectAt } = momentsOf(timers, role, quiet.since)
      return quiet.isIdle ? [disconnectAt] : [idleAt, disconnectAt]
    }),
  )
  if (next === Number.POSITIVE_INFINITY) return
  const { wakeAt } = timers
  if (wakeAt !== undefined && wakeAt > world.now && wakeAt <= next) return
  timers.wakeAt = next
  world.wakeContact(contact.contactId, next)
}

/** The time to let go begins when the participant is idle, if there is a limit for that. */
function momentsOf(timers: ChatTimers, role: WatchedRole, since: number) {
  const after = (limit: QuietLimit['limit']) =>
    timers.limits.find(each => each.role === role && each.limit === limit)?.afterMs
  const idleAt = since + (after('idle') ?? Number.POSITIVE_INFINITY)
  const idleMs = after('idle') ?? 0
  return {
    idleAt,
    disconnectAt: since + idleMs + (after('disconnect') ?? Number.POSITIVE_INFINITY),
  }
}

function sayOf(
  world: World,
  contact: Contact,
  role: WatchedRole,
  name: 'participant.idle' | 'participant.returned' | 'participant.autodisconnection',
): void {
  const who = contact.chat?.participants.findLast(
    each => each.role === role && each.leftAt === undefined,
  )
  writeEvent(world, contact, name, who)
}
