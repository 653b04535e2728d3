import type { ShortcutAction } from '../shortcuts.ts'
import type { SoftphoneCard } from '../softphone-card.ts'

/** Of the keys that calls, chats and tasks have in common: those that no call needs now. */
export function freeKeys({ name }: SoftphoneCard): ReadonlySet<ShortcutAction> {
  switch (name) {
    case 'incoming':
      return new Set(['hold', 'clear'])
    case 'connecting':
    case 'connected':
    case 'onHold':
      return new Set(['accept', 'reject', 'clear'])
    case 'afterCall':
    case 'missed':
    case 'rejected':
    case 'error':
      return new Set(['accept', 'reject', 'hold'])
    default:
      return new Set(['accept', 'reject', 'hold', 'clear'])
  }
}
