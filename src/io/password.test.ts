import { expect, test } from 'vitest'
import { newPassword } from './password.ts'

test('a password that is drawn is always strong enough to be set', () => {
  for (let i = 0; i < 2000; i++) {
    expect(newPassword()).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z2-9]{16}$/)
  }
})
