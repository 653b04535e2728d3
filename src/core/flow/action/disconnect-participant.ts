import type { ActionKind } from '../action-kind.ts'

/** Hangs up. */
export const disconnectParticipant: ActionKind = {
  type: 'DisconnectParticipant',
  enter: () => ({ end: true, deeds: [{ do: 'disconnect' }] }),
}
