// The API against a small model of what it should answer: names, references, uniqueness, use, tags, pages,
// searches, over thousands of steps drawn by lot. Long runs: npm run soak:crud.
import { test } from 'vitest'
import { playConfiguration } from '../support/play-configuration.ts'

const PATIENCE = { timeout: 60_000 }

test.each([1, 2, 3])(
  'whatever is made, changed and deleted, the API answers as its model does: seed %i',
  PATIENCE,
  seed => playConfiguration({ steps: 700, seed }),
)

test('and so it does in an order nobody has seen before', PATIENCE, () =>
  playConfiguration({ steps: 700, seed: Math.floor(Math.random() * 2 ** 31) }),
)
