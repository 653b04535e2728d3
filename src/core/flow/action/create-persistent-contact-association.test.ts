import { expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../../json.ts'

const associate = (parameters: JsonObject, world: FlowWorld = {}) =>
  runAction('CreatePersistentContactAssociation', parameters, {
    channel: 'CHAT',
    attributes: { before: 'c0' },
    namespaces: { ContactId: 'c1' },
    ...world,
  })

test.each(['ENTIRE_PAST_SESSION', 'FROM_SEGMENT'])(
  'a chat goes on with one of before, %s',
  type => {
    const flow = associate({ RehydrationType: type, SourceContactId: '$.Attributes.before' })
    expect(flow.wayOut).toBe('next')
    expect(flow.did('rehydrate')).toEqual([{ do: 'rehydrate', sourceContactId: 'c0', type }])
  },
)

test.each<[string, JsonObject, FlowWorld]>([
  ['no chat', { RehydrationType: 'FROM_SEGMENT', SourceContactId: 'c0' }, { channel: 'VOICE' }],
  ['a task', { RehydrationType: 'FROM_SEGMENT', SourceContactId: 'c0' }, { channel: 'TASK' }],
  ['no such way', { RehydrationType: 'ALL', SourceContactId: 'c0' }, {}],
  ['no contact', { RehydrationType: 'FROM_SEGMENT', SourceContactId: '$.Attributes.none' }, {}],
  ['itself', { RehydrationType: 'FROM_SEGMENT', SourceContactId: 'c1' }, {}],
])('%s takes the error branch', (_, parameters, world) => {
  expect(associate(parameters, world).wayOut).toBe('NoMatchingError')
})
