// Keyboard shortcuts of the softphone: Alt and Shift and a letter, wherever the focus is.
import { useEffect, useRef } from 'react'
import { messages } from './messages.ts'

export type ShortcutAction =
  | 'accept'
  | 'reject'
  | 'hold'
  | 'mute'
  | 'keypad'
  | 'parties'
  | 'hangUp'
  | 'listen'
  | 'whisper'
  | 'barge'
  | 'clear'
  | 'nextContact'
  | 'compose'
  | 'endContact'
  | 'passOn'
  | 'dial'
  | 'devices'
  | 'connection'
  | 'status'

const LETTERS: Readonly<Record<ShortcutAction, string>> = {
  accept: 'A',
  reject: 'R',
  hold: 'H',
  mute: 'M',
  keypad: 'K',
  parties: 'P',
  hangUp: 'E',
  listen: 'L',
  whisper: 'S',
  barge: 'B',
  clear: 'C',
  nextContact: 'N',
  compose: 'W',
  endContact: 'D',
  passOn: 'T',
  dial: 'O',
  devices: 'V',
  connection: 'I',
  status: 'Y',
}

export type ShortcutHandlers = { readonly [A in ShortcutAction]?: (() => void) | undefined }

/** The list for the help, in the order of a call. */
export function shortcutList(): readonly { readonly keys: string; readonly does: string }[] {
  return actions().map(action => ({
    keys: `Alt + Shift + ${LETTERS[action]}`,
    does: { ...messages.shortcuts, ...messages.desk.deskShortcuts }[action],
  }))
}

export function ariaShortcut(action: ShortcutAction): string {
  return `Alt+Shift+${LETTERS[action]}`
}

export function useShortcuts(handlers: ShortcutHandlers): void {
  const latest = useRef(handlers)
  latest.current = handlers
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const action = event.repeat ? undefined : shortcutOf(event)
      const handler = action && latest.current[action]
      if (!handler) return
      event.preventDefault()
      handler()
    }
    addEventListener('keydown', listener)
    return () => removeEventListener('keydown', listener)
  }, [])
}

/** By the key's place, for with Alt a Mac types other letters. */
export function shortcutOf(
  event: Pick<KeyboardEvent, 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'code'>,
): ShortcutAction | undefined {
  if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return undefined
  return actions().find(action => event.code === `Key${LETTERS[action]}`)
}

function actions(): ShortcutAction[] {
  return Object.keys(LETTERS) as ShortcutAction[] // the keys of a Record of ShortcutAction
}
