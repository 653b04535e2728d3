import { expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../../json.ts'

const set = (parameters: JsonObject, channel: FlowWorld['channel'] = 'VOICE') =>
  runAction('UpdateContactRecordingAndAnalyticsBehavior', parameters, { channel })

const voice = {
  VoiceRecordingBehavior: {
    RecordedParticipants: ['Agent', 'Customer'],
    IVRRecordingBehavior: 'Enabled',
  },
  VoiceAnalyticsBehavior: { Enabled: 'True', AnalyticsLanguage: 'en-US' },
}

test('says who is recorded and what is analysed', () => {
  const flow = set({ VoiceBehavior: voice })
  expect(flow.wayOut).toBe('next')
  expect(flow.did('setRecording')).toEqual([
    { do: 'setRecording', behavior: { agent: true, customer: true, ivr: true } },
  ])
  expect(flow.did('setAnalytics')).toEqual([
    { do: 'setAnalytics', analytics: { Enabled: 'True', AnalyticsLanguage: 'en-US' } },
  ])
})

test('switches recording off, and leaves alone what it does not name', () => {
  const off = { VoiceRecordingBehavior: { RecordedParticipants: [] } }
  expect(set({ VoiceBehavior: off }).did('setRecording')).toEqual([
    { do: 'setRecording', behavior: { agent: false, customer: false, ivr: false } },
  ])
  expect(set({ VoiceBehavior: {} }).did('setRecording')).toEqual([])
})

test.each([
  ['VoiceBehavior', 'CHAT', 'ChannelMismatch'],
  ['VoiceBehavior', 'TASK', 'ChannelMismatch'],
  ['ChatBehavior', 'VOICE', 'ChannelMismatch'],
  ['ChatBehavior', 'EMAIL', 'ChannelMismatch'],
  ['ChatBehavior', 'CHAT', 'next'],
  ['ScreenRecordingBehavior', 'VOICE', 'next'],
  ['ScreenRecordingBehavior', 'CHAT', 'next'],
] as const)('%s of a %s: %s', (name, channel, wayOut) => {
  expect(set({ [name]: {} }, channel).wayOut).toBe(wayOut)
})

test('wants the behavior of one channel', () => {
  expect(set({}).wayOut).toBe('NoMatchingError')
  expect(set({ VoiceBehavior: {}, ScreenRecordingBehavior: {} }).wayOut).toBe('NoMatchingError')
})
