import { describe, expect, test } from 'vitest'
import { actions } from '../../../../src/core/flow/actions.ts'
import { checkFlow } from '../../../../src/core/flow/check.ts'
import { aligned, arranged } from './arrange.ts'
import { attributePaths } from './attribute-paths.ts'
import { blocksOf, notesOf, placesOf, startOf } from './block.ts'
import { copyBlocks, freeName, pasteBlocks } from './clipboard.ts'
import {
  addBlock,
  addCondition,
  addNote,
  changeNote,
  connectWay,
  removeBlocks,
  removeWay,
  renameBlock,
  setParameter,
} from './edit-flow.ts'
import { byBlock, findingsOf } from './findings.ts'
import { EMPTY_FLOW, type FlowDocument, saveFlow } from './flow-text.ts'
import { begin, changed, redone, undone } from './history.ts'
import { newAction } from './new-action.ts'
import { groupOf, paletteFor } from './palette.ts'
import { pictureOfChanges } from './picture-of-changes.ts'

const at = { x: 300, y: 100 }

function withBlock(document: FlowDocument, type: string, id: string): FlowDocument {
  return addBlock(document, { action: newAction(type, id), at })
}

/** Says hello, asks for a key, hangs up. */
function menu(): FlowDocument {
  let flow = withBlock(EMPTY_FLOW, 'MessageParticipant', 'Hello')
  flow = withBlock(flow, 'GetParticipantInput', 'Menu')
  flow = withBlock(flow, 'DisconnectParticipant', 'Bye')
  flow = setParameter(flow, 'Hello', ['Text'], 'Good morning')
  flow = setParameter(flow, 'Menu', ['Text'], 'Press 1')
  flow = connectWay(flow, 'Hello', 'next', 'Menu')
  for (const way of blocksOf(flow)[1]?.ways ?? []) flow = connectWay(flow, 'Menu', way.key, 'Bye')
  return flow
}

const findings = (flow: FlowDocument) =>
  checkFlow(saveFlow(flow), 'CONTACT_FLOW', { exists: () => true })

test('a flow drawn from nothing may be published', () => {
  expect(startOf(menu())).toBe('Hello')
  expect(findings(menu())).toEqual([])
})

test('the ways out of a menu are its keys and what happens without one', () => {
  const ways = blocksOf(menu())[1]?.ways.map(each => each.branch)
  expect(ways).toEqual([
    'Equals 1',
    'NoMatchingError',
    'InputTimeLimitExceeded',
    'NoMatchingCondition',
  ])
})

test('a block that is deleted leaves ways behind that lead nowhere, and the checker says so', () => {
  const flow = removeBlocks(menu(), new Set(['Bye']))
  const ways = blocksOf(flow)[1]?.ways ?? []
  expect(ways.map(each => each.branch)).toContain('Equals 1')
  expect(ways.some(each => each.to !== undefined)).toBe(false)
  expect(byBlock(findingsOf(flow, 'CONTACT_FLOW', {})).get('Menu')?.errors).toBe(3)
  expect(startOf(removeBlocks(flow, new Set(['Hello'])))).toBeUndefined()
})

test('a name that is changed is changed everywhere', () => {
  const flow = renameBlock(addNote(menu(), 'n', at), 'Menu', 'Which department')
  expect(blocksOf(flow)[0]?.ways[0]?.to).toBe('Which department')
  expect(placesOf(flow).get('Which department')).toEqual(at)
  expect(findings(flow)).toEqual([])
  expect(startOf(renameBlock(flow, 'Hello', 'Greeting'))).toBe('Greeting')
})

test('keys are added and taken away', () => {
  const added = addCondition(menu(), 'Menu', { operator: 'Equals', operand: '2' })
  const second = blocksOf(added)[1]?.ways.find(each => each.operand === '2')
  expect(second?.to).toBeUndefined()
  const led = connectWay(added, 'Menu', second?.key ?? '', 'Bye')
  expect(blocksOf(led)[1]?.ways.find(each => each.operand === '2')?.to).toBe('Bye')
  expect(blocksOf(removeWay(led, 'Menu', second?.key ?? ''))).toEqual(blocksOf(menu()))
})

test('the copy of the branch for everything else follows that branch, as exports have it', () => {
  let flow = withBlock(menu(), 'Compare', 'Channel?')
  flow = connectWay(flow, 'Channel?', 'error:NoMatchingCondition', 'Menu')
  const transitions = () =>
    (blocksOf(flow).find(each => each.id === 'Channel?')?.action.Transitions ?? {}) as {
      NextAction?: string
    }
  flow = addCondition(flow, 'Channel?', { operator: 'Equals', operand: 'CHAT' })
  flow = connectWay(flow, 'Channel?', 'condition:0', 'Hello')
  flow = connectWay(flow, 'Channel?', 'error:NoMatchingCondition', 'Bye')
  expect(transitions().NextAction).toBe('Bye')
})

test('what lists and objects hold is set and taken away at its path', () => {
  const type = 'MessageParticipantIteratively'
  let flow = withBlock(EMPTY_FLOW, type, 'Loop')
  flow = setParameter(flow, 'Loop', ['Messages', '0', 'Text'], 'Wait')
  flow = setParameter(flow, 'Loop', ['Messages', '1'], { PromptId: 'p' })
  const parameters = () => blocksOf(flow)[0]?.action.Parameters
  expect(parameters()).toEqual({ Messages: [{ Text: 'Wait' }, { PromptId: 'p' }] })
  flow = setParameter(flow, 'Loop', ['Messages', '0'], undefined)
  expect(parameters()).toEqual({ Messages: [{ PromptId: 'p' }] })
})

test('notes are written, changed and moved', () => {
  const flow = changeNote(addNote(menu(), 'n', at), 'n', {
    content: 'Ask Jo',
    position: { x: 1, y: 2 },
  })
  expect(notesOf(flow)).toMatchObject([{ id: 'n', content: 'Ask Jo', position: { x: 1, y: 2 } }])
  expect(findings(flow)).toEqual([])
})

describe('undo', () => {
  test('goes back step by step, and forward again until something else is done', () => {
    const flow = menu()
    const named = renameBlock(flow, 'Bye', 'End')
    let history = changed(begin(flow), named)
    history = undone(history)
    expect(history.now).toBe(flow)
    expect(redone(history).now).toBe(named)
    expect(redone(changed(history, removeBlocks(flow, new Set(['Bye'])))).now).not.toBe(named)
    expect(undone(history)).toBe(history)
  })

  test('takes back a word that was typed at once', () => {
    let history = begin(menu())
    for (const Text of ['H', 'Hi', 'Hi!']) {
      history = changed(history, setParameter(history.now, 'Hello', ['Text'], Text), 'Hello Text')
    }
    expect(undone(history).now).toEqual(menu())
  })
})

describe('copy and paste', () => {
  test('what is copied into the same flow gets names of its own and keeps its ways among itself', () => {
    const text = copyBlocks(menu(), new Set(['Menu', 'Bye']))
    const pasted = pasteBlocks(menu(), text, { x: 0, y: 500 })
    expect(pasted?.ids).toEqual(['Menu 2', 'Bye 2'])
    const copy = blocksOf(pasted?.document ?? EMPTY_FLOW).find(each => each.id === 'Menu 2')
    expect(copy?.ways.map(each => each.to)).toEqual(['Bye 2', 'Bye 2', 'Bye 2', 'Bye 2'])
  })

  test('text that is no flow is not pasted', () => {
    expect(pasteBlocks(menu(), 'Good morning', at)).toBeUndefined()
    expect(pasteBlocks(menu(), '{}', at)).toBeUndefined()
  })

  test('names count on', () => {
    expect(freeName('Menu', new Set(['Menu', 'Menu 2']))).toBe('Menu 3')
    expect(freeName('Menu 2', new Set(['Menu', 'Menu 2']))).toBe('Menu 3')
  })
})

test('a flow that is arranged goes from left to right', () => {
  const places = arranged(menu())
  const x = ['Hello', 'Menu', 'Bye'].map(id => places.get(id)?.x ?? 0)
  expect(x.toSorted((a, b) => a - b)).toEqual(x)
  expect(new Set([...aligned(places, 'left').values()].map(each => each.x)).size).toBe(1)
})

test('every type of block can be put into a flow of some kind', () => {
  const offered = new Set(
    (['CONTACT_FLOW', 'CUSTOMER_QUEUE', 'AGENT_TRANSFER', 'OUTBOUND_WHISPER', 'MODULE'] as const)
      .flatMap(kind => paletteFor(kind))
      .flatMap(each => each.types),
  )
  expect([...actions.keys()].filter(type => !offered.has(type))).toEqual([])
  for (const type of actions.keys()) expect(groupOf(type)).toBeTruthy()
})

test('a new block has every branch it needs', () => {
  for (const type of actions.keys()) {
    let flow = withBlock(withBlock(EMPTY_FLOW, type, 'new'), 'EndFlowExecution', 'end')
    for (const { key } of blocksOf(flow)[0]?.ways ?? []) flow = connectWay(flow, 'new', key, 'end')
    const codes = checkFlow(saveFlow(flow), 'CONTACT_FLOW', { exists: () => true }).map(
      each => each.code,
    )
    expect(codes, type).not.toContain('missingErrorBranch')
    expect(codes, type).not.toContain('unknownErrorBranch')
  }
})

test('two versions in one picture: what is new, what is gone, what is another', () => {
  let fresh = removeBlocks(menu(), new Set(['Bye']))
  fresh = withBlock(fresh, 'TransferContactToQueue', 'Sales')
  fresh = connectWay(fresh, 'Menu', 'condition:0', 'Sales')
  fresh = setParameter(fresh, 'Hello', ['Text'], 'Good evening')
  const picture = pictureOfChanges(menu(), fresh)
  expect(Object.fromEntries(picture?.marks ?? [])).toMatchObject({
    Hello: 'changed',
    Sales: 'added',
    Bye: 'removed',
  })
  expect(blocksOf(picture?.document ?? EMPTY_FLOW).map(each => each.id)).toContain('Bye')
})

test('attributes that the flow sets can be chosen where one is read', () => {
  let flow = withBlock(menu(), 'UpdateContactAttributes', 'Set')
  flow = setParameter(flow, 'Set', ['Attributes'], { tier: 'gold', 'best time': '9' })
  expect(attributePaths(flow, ['language']).slice(0, 3)).toEqual([
    '$.Attributes.tier',
    "$.Attributes.['best time']",
    '$.Attributes.language',
  ])
})
