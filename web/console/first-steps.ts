// Which of the first steps are done, read from the centre itself.
import type { Overview } from '../../src/api/contract/page-http.ts'

export const STEPS = ['number', 'people', 'available', 'answered'] as const

export type Step = (typeof STEPS)[number]

/** In any order: who begins in the middle need not go back. */
export function stepsDone({ numbers, agents, recentContacts }: Overview): ReadonlySet<Step> {
  const done = new Set<Step>()
  const isAnswered = recentContacts.some(({ agent }) => agent !== undefined)
  if (numbers.some(({ flow }) => flow !== undefined)) done.add('number')
  if (agents.length > 0) done.add('people')
  // Somebody who has answered was there, wherever they are now.
  const isThere = agents.some(
    ({ status, contacts }) => status === 'Available' || contacts.length > 0,
  )
  if (isThere || isAnswered) done.add('available')
  if (isAnswered) done.add('answered')
  return done
}
