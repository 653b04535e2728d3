import { describe, expect, test } from 'vitest'
import { FlowTest } from './flow-test.ts'
import { runScriptTest } from './run-script.ts'
import { runTestCase } from './run-test-case.ts'
import { readScript, ScriptError } from './script.ts'
import { type FlowSource, NUMBER, setupInputs } from './setup.ts'
import { readTestCase } from './test-case.ts'

const ALIAS = 'arn:aws:lex:us-east-1:000000000000:bot-alias/PAYBOT/LIVE'

const spoken = (Identifier: string, Text: string) => ({
  Identifier,
  Type: 'MessageParticipant',
  Parameters: { Text },
  Transitions: { NextAction: 'Bye', Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'Bye' }] },
})
const content = JSON.stringify({
  Version: '2019-10-30',
  StartAction: 'Bot',
  Actions: [
    {
      Identifier: 'Bot',
      Type: 'ConnectParticipantWithLexBot',
      Parameters: { Text: 'What can I do for you?', LexV2Bot: { AliasArn: ALIAS } },
      Transitions: {
        NextAction: 'Lost',
        Conditions: [
          { NextAction: 'Paid', Condition: { Operator: 'Equals', Operands: ['Pay'] } },
          { NextAction: 'Lost', Condition: { Operator: 'Equals', Operands: ['FallbackIntent'] } },
        ],
        Errors: [
          { ErrorType: 'NoMatchingCondition', NextAction: 'Lost' },
          { ErrorType: 'NoMatchingError', NextAction: 'Broken' },
        ],
      },
    },
    spoken('Paid', 'You pay $.Lex.Slots.Amount, as you said: $.Lex.InputTranscript.'),
    spoken('Lost', 'I did not understand.'),
    spoken('Broken', 'The bot is not there.'),
    { Identifier: 'Bye', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
  ],
})
const source: FlowSource = { name: 'bot', content }

describe('what is said to a bot on the phone', () => {
  const call = () => {
    const play = new FlowTest({ flows: [source] })
    return { play, caller: play.dial() }
  }

  test('is understood as the test says there and then', () => {
    const { caller } = call()
    caller.say('I would like to pay', { intent: 'Pay', slots: { Amount: '20' } })
    caller.expectPrompt('You pay 20, as you said: I would like to pay.')
    caller.expectEnd()
  })

  test.each(['*', ALIAS, 'PAYBOT', 'LIVE'])('is understood by the rules of %s', name => {
    const { play, caller } = call()
    play.botAnswers(name, [
      { hears: /pay (?:my )?bill/i, intent: 'Pay', slots: { Amount: '30' } },
      { hears: 'goodbye', intent: 'Leave' },
    ])
    caller.expectPrompt('What can I do')
    play.wait('2m')
    caller.say('Pay bill, please')
    caller.expectPrompt('You pay 30')
  })

  test('is not understood when no rule fits, and never waited for longer than a bot waits', () => {
    const { play, caller } = call()
    play.botAnswers('*', [{ hears: 'pay', intent: 'Pay' }])
    caller.say('Mumble')
    caller.expectPrompt('I did not understand.')
    const quiet = call()
    quiet.caller.expectPrompt('The bot is not there.', '20m')
  })

  test('is heard by nobody when the bot cannot be reached, or there is none', () => {
    const { play, caller } = call()
    play.botAnswers('*', { error: 'It is down.' })
    caller.expectPrompt('The bot is not there.')
    expect(() => caller.say('Hello?')).toThrow('a bot to listen to "Hello?"')
  })
})

test('in a chat the same is understood', () => {
  const play = new FlowTest({ flows: [source] })
  const customer = play.chat()
  customer.say('Pay', { intent: 'Pay', slots: { Amount: '5' } })
  customer.expectPrompt('You pay 5')
})

describe('a script', () => {
  const play = (json: object) => {
    const script = readScript(JSON.stringify(json))
    const [first] = script.tests
    return runScriptTest(script, [source], first as (typeof script.tests)[number])
  }

  test('says words to the bot, with what it understands in the step or beside', () => {
    const inStep = play({
      steps: [
        { say: 'pay twenty', intent: 'Pay', slots: { Amount: '20' } },
        { expectPrompt: 'You pay 20' },
      ],
    })
    expect(inStep.failure).toBeUndefined()
    expect(inStep.lines).toContainEqual({
      at: expect.any(Number),
      who: 'caller',
      text: 'says pay twenty',
    })
    const beside = play({
      bots: { PAYBOT: [{ hears: '/twenty/i', intent: 'Pay', slots: { Amount: '20' } }] },
      steps: [{ say: 'Twenty!' }, { expectPrompt: 'You pay 20' }],
    })
    expect(beside.failure).toBeUndefined()
    const later = play({
      steps: [{ bot: '*', answers: { error: 'down' } }, { say: 'Hello?' }],
    })
    expect(later.failure).toContain('a bot')
  })

  test('that says something wrong of a bot is told so', () => {
    const wrong = play({ bots: { '*': [{ hears: 'pay' }] }, steps: [{ wait: '1s' }] })
    expect(wrong.failure).toContain('A bot answers')
    expect(() => readScript('{ "steps": [{ "bots": 1 }] }')).toThrow(ScriptError)
  })
})

describe('a test case of the API', () => {
  const run = (actions: readonly object[]) => {
    const observation = {
      Identifier: 'asked',
      Event: {
        Type: 'MessageReceived',
        Properties: { Text: 'What can I do' },
        MatchingCriteria: 'Inclusion',
      },
      Actions: actions,
    }
    const heard = {
      Identifier: 'answered',
      Event: {
        Type: 'MessageReceived',
        Properties: { Text: 'The bot is not there' },
        MatchingCriteria: 'Inclusion',
      },
      Actions: [],
    }
    const paid = {
      ...heard,
      Event: { ...heard.Event, Properties: { Text: 'You pay 20' } },
    }
    const isMocked = actions.length > 1
    const read = readTestCase(
      JSON.stringify({
        Version: '2019-10-30',
        Observations: [observation, isMocked ? paid : heard],
      }),
    )
    if ('problems' in read) throw new Error(read.problems.join(' '))
    return runTestCase(read.testCase, {
      configuration: setupInputs({ flows: [source] }),
      from: '+12065550101',
      to: NUMBER,
    })
  }
  const say = {
    Identifier: 'say',
    Type: 'SendInstruction',
    Parameters: { Instruction: { Type: 'TextUtterance', Properties: { Text: 'I pay' } } },
  }

  test('may speak to a bot on the phone, whose answer it mocks by its alias', () => {
    const mock = {
      Identifier: 'mock',
      Type: 'OverrideSystemBehavior',
      Parameters: {
        Behavior: {
          Type: 'FlowActionExecution',
          Properties: {
            ActionType: 'ConnectParticipantWithLexBot',
            ActionParameters: { LexV2Bot: { AliasArn: ALIAS } },
            Strategy: {
              Type: 'MockResponse',
              Response: {
                Type: 'Success',
                ExecutionResult: {
                  LoadedData: JSON.stringify({ IntentName: 'Pay', Slots: { Amount: '20' } }),
                },
              },
            },
          },
        },
      },
    }
    expect(run([mock, say])).toMatchObject({ passed: true })
  })

  test('that says nothing of the bot hears that the bot is not there', () => {
    expect(run([say])).toMatchObject({ passed: true })
  })
})
