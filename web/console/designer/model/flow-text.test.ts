// Whatever the designer is given, it gives back: real flows, opened and saved.
import { expect, test } from 'vitest'
import { defaultFlows } from '../../../../src/core/flow/default-flows.ts'
import { importFlow, readFlowDocument } from '../../../../src/core/flow/format/flow-document.ts'
import type { JsonObject } from '../../../../src/core/json.ts'
import { corpusFlows } from '../../../../test/support/corpus-flows.ts'
import { drawnPlaces } from './arrange.ts'
import { blocksOf, notesOf } from './block.ts'
import { copyBlocks, pasteBlocks } from './clipboard.ts'
import { moveBlocks, renameBlock } from './edit-flow.ts'
import { findingsOf } from './findings.ts'
import { EMPTY_FLOW, openFlow, saveFlow } from './flow-text.ts'
import { pictureOfChanges } from './picture-of-changes.ts'

const own = defaultFlows.map(({ name, content }) => ({
  file: name,
  content: JSON.stringify(content),
  format: 'flow-language',
}))
const flows = [...own, ...corpusFlows()]

function opened(text: string): JsonObject {
  const read = openFlow(text)
  if ('problem' in read) throw new Error(read.problem.message)
  return read.document
}

test.each(flows)('$file is the same after it was opened and saved', ({ content, format }) => {
  const saved = JSON.parse(saveFlow(opened(content)))
  const read = readFlowDocument(content)
  if ('problem' in read) throw new Error(read.problem.message)
  expect(saved).toEqual(format === 'legacy' ? importFlow(read.flow) : read.flow)
  expect(JSON.parse(saveFlow(opened(saveFlow(saved))))).toEqual(saved)
})

test('every real flow can be drawn: each block once, each with a place, each way to a block that is there', () => {
  for (const { content } of flows) {
    const document = opened(content)
    const blocks = blocksOf(document)
    const places = drawnPlaces(document)
    expect(blocks.every(({ id }) => places.has(id))).toBe(true)
    for (const { ways } of blocks) {
      expect(new Set(ways.map(each => each.key)).size).toBe(ways.length)
    }
    expect(notesOf(document).every(each => Number.isFinite(each.position.x))).toBe(true)
  }
})

test('moving a block of a real flow changes its place and nothing else', () => {
  for (const { content } of flows) {
    const document = opened(content)
    const [first] = blocksOf(document)
    if (!first) continue
    const moved = moveBlocks(document, new Map([[first.id, { x: 1, y: 2 }]]))
    expect(moved.Actions).toEqual(document.Actions)
    expect(pictureOfChanges(document, moved)?.changes ?? []).toEqual([])
  }
})

test('a real flow copied as a whole into an empty one behaves as before', () => {
  for (const { content, file } of flows) {
    const document = opened(content)
    const ids = new Set(blocksOf(document).map(each => each.id))
    if (ids.size === 0) continue
    const pasted = pasteBlocks(EMPTY_FLOW, copyBlocks(document, ids), { x: 0, y: 0 })
    const messages = (of: JsonObject) =>
      findingsOf(of, 'CONTACT_FLOW', {}).filter(each => each.severity === 'error').length
    if (!pasted) throw new Error(file)
    const started = { ...pasted.document, StartAction: document.StartAction ?? '' }
    expect(messages(started), file).toBeLessThanOrEqual(messages(document))
  }
})

test('renaming a block and back leaves a real flow as it was for its callers', () => {
  for (const { content } of flows) {
    const document = opened(content)
    const block = blocksOf(document)[0]
    if (!block) continue
    const back = renameBlock(renameBlock(document, block.id, 'for now'), 'for now', block.id)
    expect(back.Actions).toEqual(document.Actions)
    expect(back.StartAction).toEqual(document.StartAction)
  }
})

test('what is no flow is told in a sentence', () => {
  expect(openFlow('hello')).toMatchObject({ problem: { code: 'notJson' } })
  expect(openFlow('[]')).toMatchObject({ problem: { code: 'wrongShape' } })
})
