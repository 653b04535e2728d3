import { expect, test } from 'vitest'
import { safeLink } from './safe-link.ts'

test('only addresses that run nothing become links', () => {
  expect(safeLink('https://shop.example/42')).toBe('https://shop.example/42')
  expect(safeLink(' mailto:ana@example.org')).toBe('mailto:ana@example.org')
  for (const address of [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'shop.example',
    '',
  ]) {
    expect(safeLink(address), address).toBeUndefined()
  }
})
