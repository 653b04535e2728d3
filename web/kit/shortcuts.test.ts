import { expect, test } from 'vitest'
import { shortcutList, shortcutOf } from './shortcuts.ts'

const pressed = { altKey: true, shiftKey: true, ctrlKey: false, metaKey: false }

test('Alt and Shift and a letter do what the help says', () => {
  expect(shortcutOf({ ...pressed, code: 'KeyA' })).toBe('accept')
  expect(shortcutOf({ ...pressed, code: 'KeyE' })).toBe('hangUp')
  expect(shortcutList()[0]).toEqual({ keys: 'Alt + Shift + A', does: 'Accept the incoming call' })
})

test('a letter alone, or with other keys, is only a letter', () => {
  expect(shortcutOf({ ...pressed, altKey: false, code: 'KeyA' })).toBeUndefined()
  expect(shortcutOf({ ...pressed, ctrlKey: true, code: 'KeyA' })).toBeUndefined()
  expect(shortcutOf({ ...pressed, code: 'KeyQ' })).toBeUndefined()
})
