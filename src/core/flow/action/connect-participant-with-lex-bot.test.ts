import { expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../../json.ts'

const ALIAS = 'arn:aws:lex:us-east-1:000000000000:bot-alias/B/A'
const VOICE: FlowWorld = {
  attributes: { bot: ALIAS, name: 'Ada' },
  namespaces: { ContactId: 'c1' },
}
const CHAT: FlowWorld = { ...VOICE, channel: 'CHAT' }

const bot = (parameters: JsonObject = {}, world = VOICE) =>
  runAction(
    'ConnectParticipantWithLexBot',
    { LexV2Bot: { AliasArn: '$.Attributes.bot' }, ...parameters },
    world,
    ['Sales', 'Support'],
  )

test('a caller hears the prompt, then the bot, and goes where the intent leads', () => {
  const flow = bot({ Text: 'Hello $.Attributes.name, how can I help?' })
  expect(flow.said).toEqual(['Hello Ada, how can I help?'])
  expect(flow.asked).toBeUndefined()
  flow.press('1').promptEnds()
  expect(flow.asked).toMatchObject({
    service: 'bot',
    operation: 'converse',
    parameters: {
      contactId: 'c1',
      channel: 'VOICE',
      bot: { aliasArn: ALIAS },
      language: 'en-US',
      sessionAttributes: {},
    },
  })
  expect(flow.asked?.parameters).not.toHaveProperty('prompt')
  flow.answered({
    IntentName: 'Sales',
    Slots: { size: 'XL' },
    SentimentResponse: { Label: 'POSITIVE' },
  })
  expect(flow.wayOut).toBe('=Sales')
  expect(flow.contact.view.text('$.Lex.IntentName $.Lex.Slots.size')).toBe('Sales XL')
})

test('an intent without a branch, and none at all, are no match', () => {
  expect(bot().answered({ IntentName: 'Other' }).wayOut).toBe('NoMatchingCondition')
  expect(bot().answered({}).wayOut).toBe('NoMatchingCondition')
})

test('in a chat the bot says the prompt itself', () => {
  const flow = bot(
    { Text: 'Hello $.Attributes.name', LexInitializationData: { InitialMessage: 'I need a boat' } },
    CHAT,
  )
  expect(flow.said).toEqual([])
  expect(flow.asked?.parameters).toMatchObject({
    channel: 'CHAT',
    prompt: 'Hello Ada',
    initialMessage: 'I need a boat',
  })
})

test('session attributes may hold paths; a bot of the first version has a name', () => {
  const flow = bot({
    LexV2Bot: {},
    LexBot: { Name: 'Old', Region: 'us-west-2', Alias: 'latest' },
    LexSessionAttributes: { who: '$.Attributes.name', 'x-amz-lex:allow-interrupt:*:*': 'true' },
  })
  expect(flow.asked?.parameters).toMatchObject({
    bot: { name: 'Old', region: 'us-west-2', alias: 'latest' },
    sessionAttributes: { who: 'Ada', 'x-amz-lex:allow-interrupt:*:*': 'true' },
  })
})

test('a chat waits as long as the flow says, and has a branch for that', () => {
  const silent = bot({ LexTimeoutSeconds: { Text: '60' } }, CHAT)
  expect(silent.asked?.parameters.silenceMaxMs).toBe(60_000)
  expect(silent.pass(62).wayOut).toBe('InputTimeLimitExceeded')
  expect(
    bot({ LexTimeoutSeconds: { Text: '60' } }, CHAT).refused('InputTimeLimitExceeded').wayOut,
  ).toBe('InputTimeLimitExceeded')
  expect(bot().pass(15 * 60 + 2).wayOut).toBe('NoMatchingError')
})

test.each([
  ['no bot', { LexV2Bot: { AliasArn: '$.Attributes.none' } }, VOICE],
  ['no such prompt', { PromptId: 'none' }, VOICE],
  ['a task', {}, { ...VOICE, channel: 'TASK' }],
  ['an e-mail', {}, { ...VOICE, channel: 'EMAIL' }],
] as const)('%s takes the error branch', (_, parameters, world) => {
  expect(bot(parameters, world).wayOut).toBe('NoMatchingError')
})

test('a prompt that fails, or a bot that is not there, takes the error branch', () => {
  expect(bot({ Text: 'Hi' }).promptEnds('failed').wayOut).toBe('NoMatchingError')
  expect(bot().refused().wayOut).toBe('NoMatchingError')
})
