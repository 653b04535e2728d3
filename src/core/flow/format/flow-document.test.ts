import { expect, test } from 'vitest'
import { exportFlow, importFlow, readFlowDocument } from './flow-document.ts'

const flow = {
  Version: '2019-10-30',
  StartAction: 'a',
  Metadata: {
    EntryPointPosition: { X: 1, Y: 2 },
    ActionMetadata: { a: { Position: { X: 3, Y: 4 }, unheardOf: [{ x: null }] } },
    Annotations: [{ id: 'n', content: 'note' }],
    unheardOf: { deep: { deeper: true } },
  },
  Actions: [
    { Identifier: 'a', Type: 'Wait', Extra: 1, Transitions: { NextAction: 'b' } },
    { Identifier: 'b', Type: 'DisconnectParticipant' },
  ],
  Settings: { InputParameters: [] },
  SomethingNew: 'kept',
}

test('unknown members survive, positions are written as exports write them, new ones are found', () => {
  expect(importFlow(flow)).toEqual({
    ...flow,
    Metadata: {
      entryPointPosition: { x: 1, y: 2 },
      ActionMetadata: {
        a: { position: { x: 3, y: 4 }, unheardOf: [{ x: null }] },
        b: { position: { x: 500, y: 20 } },
      },
      Annotations: [{ id: 'n', content: 'note' }],
      unheardOf: { deep: { deeper: true } },
    },
  })
})

test('importing what was exported changes nothing', () => {
  const imported = importFlow(flow)
  expect(importFlow(imported)).toEqual(imported)
  expect(exportFlow(imported)).toEqual(imported)
})

test('an export says name and type as the designer does', () => {
  const header = { name: 'A', type: 'AGENT_WHISPER', status: 'published' } as const
  expect(exportFlow(flow, header).Metadata).toMatchObject({
    name: 'A',
    type: 'agentWhisper',
    status: 'published',
    unheardOf: { deep: { deeper: true } },
  })
})

test('what the API or its command line answered is a flow too', () => {
  const Content = JSON.stringify(flow)
  for (const text of [
    Content,
    JSON.stringify(Content),
    JSON.stringify({ ContactFlow: { Content } }),
    JSON.stringify({ ContactFlowModule: { Content } }),
    JSON.stringify({ Content }),
  ]) {
    expect(readFlowDocument(text)).toEqual({ flow, content: Content })
  }
})

test('what is no flow is told, however deep it is', () => {
  const codeOf = (text: string) => {
    const read = readFlowDocument(text)
    return 'problem' in read ? read.problem.code : undefined
  }
  expect(codeOf('{')).toBe('notJson')
  expect(codeOf('[1]')).toBe('wrongShape')
  expect(codeOf(`{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`)).toBe('tooLarge')
})
