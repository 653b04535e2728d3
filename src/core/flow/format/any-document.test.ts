// Whatever a file contains, reading, importing, checking, binding, exporting and comparing it neither
// throws nor runs for ever, and importing what was exported changes nothing.
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Chance } from '../../chance.ts'
import type { Json, JsonObject } from '../../json.ts'
import { checkFlow } from '../check.ts'
import { defaultFlows } from '../default-flows.ts'
import { diffFlows } from '../diff/diff-flows.ts'
import { inferFlowKind } from '../flow-kind.ts'
import { parseFlow } from '../parse.ts'
import { exportFlow, importFlow, readFlowDocument } from './flow-document.ts'
import { bindReferences } from './flow-references.ts'

const legacy: JsonObject = {
  modules: [
    {
      id: 'a',
      type: 'GetUserInput',
      target: 'Digits',
      branches: [
        { condition: 'Evaluate', conditionType: 'Equals', conditionValue: '1', transition: 'b' },
        { condition: 'NoMatch', transition: 'b' },
      ],
      parameters: [{ name: 'Text', value: 'name', namespace: 'External' }],
      metadata: { position: { x: 1, y: 1 } },
    },
    { id: 'b', type: 'Transfer', target: 'Queue', branches: [], parameters: [], metadata: {} },
  ],
  start: 'a',
  type: 'customerQueue',
  metadata: { name: 'old' },
}

/** Everything that is done to a file. */
function handle(text: string): void {
  const read = readFlowDocument(text)
  if ('problem' in read) return
  const imported = importFlow(read.flow)
  expect(importFlow(JSON.parse(JSON.stringify(exportFlow(imported))))).toEqual(
    JSON.parse(JSON.stringify(imported)),
  )
  bindReferences(imported, { a: 'b' })
  const content = JSON.stringify(imported)
  checkFlow(content, inferFlowKind(imported), { exists: () => false, unbound: true })
  const [before, after] = [parseFlow(read.content), parseFlow(content)]
  if (!('flow' in before) || !('flow' in after)) return
  diffFlows({ document: read.flow, flow: before.flow }, { document: imported, flow: after.flow })
}

test('any JSON', () => {
  fc.assert(fc.property(fc.json({ maxDepth: 5 }), handle), { numRuns: 300, seed: 20261121 })
})

const CORPUS = new URL('../../../../../shared/corpus/flows/', import.meta.url)

/** Our own flows, the old format, and real flows where they are. */
function originals(): readonly JsonObject[] {
  const own = [...defaultFlows.map(each => each.content), legacy]
  if (!existsSync(CORPUS)) return own
  const rows = readFileSync(new URL('manifest.jsonl', CORPUS), 'utf8').trim().split('\n')
  const files = rows.filter((_, index) => index % 8 === 0).map(row => JSON.parse(row).file)
  return [...own, ...files.map(file => JSON.parse(readFileSync(new URL(file, CORPUS), 'utf8')))]
}

const STRANGE: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1e300,
  '',
  'a',
  '$.Attributes.x',
  '__proto__',
  'constructor',
  [],
  {},
  [[]],
  [null],
  { __proto: 1 },
  '<speak>',
  '\u0024{x}',
  { NextAction: null },
  'a'.repeat(10_000),
]

/** The document with something strange at some place in it. */
function mutated(value: Json, chance: Chance): Json {
  const strange = STRANGE[chance.below(STRANGE.length)] ?? null
  if (typeof value !== 'object' || value === null) return strange
  const names = Object.keys(value)
  if (names.length === 0 || chance.below(12) === 0) return strange
  const name = names[chance.below(names.length)] ?? ''
  const inner = mutated((value as JsonObject)[name] ?? null, chance)
  if (Array.isArray(value))
    return value.map((each, index) => (String(index) === name ? inner : each))
  return { ...(value as JsonObject), [name]: inner }
}

test('flows with something strange in them', () => {
  const chance = new Chance([5, 6, 7, 8])
  const flows = originals()
  for (let round = 0; round < 600; round++) {
    let flow: Json = flows[chance.below(flows.length)] ?? {}
    for (let change = 0; change <= chance.below(3); change++) flow = mutated(flow, chance)
    handle(JSON.stringify(flow))
  }
})
