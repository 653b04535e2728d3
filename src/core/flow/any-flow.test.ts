// Whatever an author or an export contains, reading it, checking it and walking through it never
// throws and never runs for ever.
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ScriptedFlow } from '../../../test/support/scripted-flow.ts'
import { Chance } from '../chance.ts'
import { actionRules } from './action-rules.ts'
import { checkFlow } from './check.ts'
import { defaultFlows } from './default-flows.ts'
import { parseFlow } from './parse.ts'

const KEYS = ['0', '1', '2', '5', '9', '*', '#']
const world = {
  queues: [{ id: '{{BasicQueue}}' }],
  prompts: ['{{HoldMusic}}'],
  attributes: { a: '1' },
}

/** Walks through a flow by lot for a while. */
function wander(content: string, chance: Chance): void {
  checkFlow(content, 'CONTACT_FLOW', { exists: () => true })
  const parsed = parseFlow(content)
  if (!('flow' in parsed)) return
  const flow = new ScriptedFlow(parsed.flow, { ...world, lots: [chance.below(100)] })
  for (let step = 0; step < 30 && flow.waitingAt !== undefined; step++) {
    const dice = chance.below(4)
    if (dice === 0) flow.press(KEYS[chance.below(KEYS.length)] ?? '1')
    else if (dice === 1) flow.pass(1 + chance.below(30))
    else flow.promptEnds(chance.below(8) === 0 ? 'failed' : 'completed')
  }
}

test('any JSON', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), content => {
      checkFlow(content, 'CONTACT_FLOW', { exists: () => false })
    }),
    { numRuns: 300, seed: 20261121 },
  )
})

test('any action with any parameters', () => {
  const types = [...actionRules].flatMap(([type, rule]) =>
    Object.keys(rule.parameters ?? { X: 1 }).map(name => [type, name] as const),
  )
  const someAction = fc.tuple(fc.constantFrom(...types), fc.jsonValue({ maxDepth: 3 }))
  fc.assert(
    fc.property(someAction, fc.nat(), ([[Type, name], value], seed) => {
      const Parameters = { [name]: value }
      const Transitions = {
        NextAction: 'b',
        Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'b' }],
      }
      const Actions = [
        { Identifier: 'a', Type, Parameters, Transitions },
        {
          Identifier: 'b',
          Type: 'Wait',
          Parameters: { TimeLimitSeconds: 1 },
          Transitions: { NextAction: 'a' },
        },
      ]
      const content = JSON.stringify({ Version: '2019-10-30', StartAction: 'a', Actions })
      wander(content, new Chance([seed, 2, 3, 4]))
    }),
    { numRuns: 500, seed: 20261121 },
  )
})

test('our own flows, with parts of them missing', () => {
  const chance = new Chance([1, 2, 3, 4])
  for (let round = 0; round < 500; round++) {
    const flow = defaultFlows[chance.below(defaultFlows.length)]
    const text = JSON.stringify(flow?.content)
    const words = [...text.matchAll(/"[^"]+"/g)]
    const word = words[chance.below(words.length)]
    const at = word?.index ?? 0
    wander(`${text.slice(0, at)}"lost"${text.slice(at + (word?.[0].length ?? 0))}`, chance)
  }
})

const CORPUS = new URL('../../../../shared/corpus/flows/', import.meta.url)
const NO_CORPUS = existsSync(CORPUS) ? '' : ' (skipped: no corpus)'

test.skipIf(!existsSync(CORPUS))(`real flows${NO_CORPUS}`, () => {
  const rows = readFileSync(new URL('manifest.jsonl', CORPUS), 'utf8').trim().split('\n')
  const chance = new Chance([1, 2, 3, 4])
  for (const line of rows) {
    const { file } = JSON.parse(line) as { file: string }
    const content = readFileSync(new URL(file, CORPUS), 'utf8')
    for (let round = 0; round < 5; round++) wander(content, chance)
  }
  expect(rows.length).toBeGreaterThan(100)
})
