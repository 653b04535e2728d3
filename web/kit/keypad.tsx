// Twelve keys. A focused keypad also takes the keyboard's digits.
import { type KeyboardEvent, useState } from 'react'
import { messages } from './messages.ts'

const KEYS = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
] as const

export interface KeypadProps {
  readonly disabled?: boolean
  onDigit(digit: string): void
}

export function Keypad({ disabled = false, onDigit }: KeypadProps) {
  const [lit, setLit] = useState<string | undefined>()

  function press(digit: string) {
    setLit(digit)
    setTimeout(() => setLit(undefined), 120)
    onDigit(digit)
  }

  function typed(event: KeyboardEvent) {
    if (disabled || event.ctrlKey || event.altKey || event.metaKey) return
    if (KEYS.some(([digit]) => digit === event.key)) {
      event.preventDefault()
      press(event.key)
    }
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as part of a form
    <div className="kit-keypad" role="group" aria-label={messages.keypad.label} onKeyDown={typed}>
      {KEYS.map(([digit, letters]) => (
        <button
          key={digit}
          type="button"
          className={lit === digit ? 'kit-key kit-lit' : 'kit-key'}
          aria-label={messages.keypad.digit(digit)}
          disabled={disabled}
          onClick={() => press(digit)}
        >
          <span className="kit-key-digit">{digit}</span>
          {/* Drawn by the style sheet: the letters are no part of the key's name. */}
          <span className="kit-key-letters" data-letters={letters} />
        </button>
      ))}
    </div>
  )
}
