// What every page of the console may ask for: who is signed in, and what they may do.
import { createContext, useContext } from 'react'
import type { SignedIn } from '../kit/session-gate.tsx'

export interface ConsoleWorld {
  readonly signedIn: SignedIn
  readonly instanceId: string
  /** Says something at the top of the page until it is dismissed or the next page comes. */
  notify(type: 'success' | 'error' | 'warning' | 'info', sentence: string): void
  /** Whether the user's security profiles grant it, for example `Queues.Edit`. */
  may(permission: string): boolean
}

export const ConsoleContext = createContext<ConsoleWorld | undefined>(undefined)

export function useConsole(): ConsoleWorld {
  const world = useContext(ConsoleContext)
  if (!world) throw new Error('this is used outside the console')
  return world
}
