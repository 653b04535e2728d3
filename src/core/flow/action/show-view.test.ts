import { expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../../json.ts'

const RESPONSE = 'application/vnd.amazonaws.connect.message.interactive.response'

const show = (parameters: JsonObject = {}, world: FlowWorld = {}) =>
  runAction(
    'ShowView',
    { ViewResource: { Id: 'form' }, InvocationTimeLimitSeconds: '300', ...parameters },
    { channel: 'CHAT', views: ['form', 'list'], attributes: { v: 'list', s: '60' }, ...world },
    ['Next', 'Back'],
  )

const answer = (value: object) => JSON.stringify(value)

test('the view is shown with its data, paths within it followed', () => {
  const flow = show({
    ViewData: { Heading: 'Hi $.Attributes.v', Wide: true, Items: [{ n: 3, t: '$.Attributes.s' }] },
    SensitiveDataConfiguration: { HideResponseOn: ['TRANSCRIPT'] },
  })
  expect(flow.did('showView')).toMatchObject([
    {
      view: { id: 'form' },
      data: { Heading: 'Hi list', Wide: true, Items: [{ n: 3, t: '60' }] },
      hidesAnswer: true,
    },
  ])
  expect(flow.secondsLeft).toBe(300)
})

test.each<[string, JsonObject, string]>([
  ['a bare name', { Id: 'form', Version: 'Latest' }, 'form Latest'],
  ['an ARN with its version', { Id: 'arn:aws:connect:us-east-1:aws:view/form:1' }, 'form 1'],
  ['a path', { Id: '$.Attributes.v', Version: '2' }, 'list 2'],
])('it is named by %s', (_, ViewResource, expected) => {
  const [shown] = show({ ViewResource }).did('showView')
  const view = shown?.do === 'showView' ? shown.view : undefined
  expect(`${view?.id} ${view?.version}`).toBe(expected)
})

test.each([
  [{ Action: 'Next', ViewResultData: { FormData: { a: '1' } } }],
  [{ action: 'Next', viewResultData: { FormData: { a: '1' } } }],
  [{ templateType: 'ViewResource', data: { action: 'Next', content: { FormData: { a: '1' } } } }],
])('what is answered leads on: %j', content => {
  const flow = show().write(answer(content), RESPONSE)
  expect(flow.wayOut).toBe('=Next')
  expect(flow.did('setNamespace')).toEqual([
    {
      do: 'setNamespace',
      of: 'run',
      name: 'Views',
      value: { Action: 'Next', ViewResultData: { FormData: { a: '1' } } },
    },
  ])
})

test('an action nobody has drawn takes its branch', () => {
  expect(show().write(answer({ action: 'Cancel' }), RESPONSE).wayOut).toBe('NoMatchingCondition')
})

test.each(['hello', '{}', '{"action":7}', '[1]', 'null'])('%j is no answer', content => {
  const flow = show().write(content, RESPONSE)
  expect(flow.waitingAt).toBe('it')
  expect(flow.pass(299).secondsLeft).toBe(1)
})

test('other things written meanwhile are talk', () => {
  expect(show().write(answer({ action: 'Next' })).waitingAt).toBe('it')
})

test('no answer in time takes its branch', () => {
  expect(show().pass(300).wayOut).toBe('TimeLimitExceeded')
  expect(show({ InvocationTimeLimitSeconds: '$.Attributes.s' }).secondsLeft).toBe(60)
  expect(show({ InvocationTimeLimitSeconds: 7 }).pass(7).wayOut).toBe('TimeLimitExceeded')
})

test.each<[string, JsonObject, FlowWorld]>([
  ['a view that is not there', { ViewResource: { Id: 'gone' } }, {}],
  ['no view', { ViewResource: {} }, {}],
  ['a time limit that is no number', { InvocationTimeLimitSeconds: 'soon' }, {}],
  ['a week and more', { InvocationTimeLimitSeconds: '604801' }, {}],
  ['a call', {}, { channel: 'VOICE' }],
  ['a task', {}, { channel: 'TASK' }],
  ['an e-mail', {}, { channel: 'EMAIL' }],
])('%s takes the error branch', (_, parameters, world) => {
  expect(show(parameters, world).wayOut).toBe('NoMatchingError')
})

test('an answer in endless brackets, which nobody could write down again, is none', () => {
  const data = '['.repeat(6_000) + ']'.repeat(6_000)
  expect(show().write(`{"action":"Next","data":${data}}`, RESPONSE).waitingAt).toBe('it')
})
