import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { heard } from '../../../test/support/command-line.ts'
import { runFlowCommand } from '../flow-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-flow-tests-'))
afterAll(() => rmSync(folder, { recursive: true }))

const menu = {
  Version: '2019-10-30',
  StartAction: 'Menu',
  Actions: [
    {
      Identifier: 'Menu',
      Type: 'GetParticipantInput',
      Parameters: { Text: 'For sales, press 1.', InputTimeLimitSeconds: '5' },
      Transitions: {
        NextAction: 'Bye',
        Conditions: [
          { NextAction: 'Sales', Condition: { Operator: 'Equals', Operands: ['1'] } },
          { NextAction: 'Bye', Condition: { Operator: 'Equals', Operands: ['2'] } },
        ],
        Errors: ['InputTimeLimitExceeded', 'NoMatchingCondition', 'NoMatchingError'].map(
          ErrorType => ({ ErrorType, NextAction: 'Bye' }),
        ),
      },
    },
    {
      Identifier: 'Sales',
      Type: 'MessageParticipant',
      Parameters: { Text: 'Sales is coming.' },
      Transitions: {
        NextAction: 'Bye',
        Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'Bye' }],
      },
    },
    { Identifier: 'Bye', Type: 'DisconnectParticipant' },
  ],
}
const script = {
  flow: 'menu.json',
  tests: [
    {
      name: 'press 1',
      steps: [
        { expectPrompt: 'press 1' },
        { press: '1' },
        { expectPrompt: 'coming' },
        { expectEnd: true },
      ],
    },
  ],
}
const testCase = (Text: string) => ({
  Name: `hears ${Text}`,
  EntryPoint: { Type: 'VOICE_CALL', VoiceCallEntryPointParameters: { FlowId: 'menu.json' } },
  Content: {
    Version: '2019-10-30',
    Observations: [
      { Identifier: 'Menu', Event: { Type: 'MessageReceived', Properties: { Text } }, Actions: [] },
    ],
  },
})

beforeAll(() => {
  mkdirSync(join(folder, 'bad'))
  const write = (name: string, content: unknown) =>
    writeFileSync(join(folder, name), JSON.stringify(content))
  write('menu.json', menu)
  write('menu.test.json', script)
  write('case.test.json', testCase('For sales, press 1.'))
  write('bad/menu.json', menu)
  write('bad/wrong.test.json', {
    ...script,
    tests: [{ name: 'wrong', steps: [{ expectPrompt: 'Adieu' }] }],
  })
  write('bad/case.test.json', testCase('Something quite different'))
})

const parleyFlow = (...args: readonly string[]) => heard(runFlowCommand, args)

test('flow test plays scripts and test cases of the API, and ends with the count', async () => {
  const { code, out, err } = await parleyFlow(
    'test',
    join(folder, 'menu.test.json'),
    join(folder, 'case.test.json'),
  )
  expect([code, out, err]).toEqual([0, '2 passed, 0 failed\n', ''])
})

test('flow test tells each failure with what was heard, and exits with 1', async () => {
  const { code, out } = await parleyFlow('test', join(folder, 'bad'))
  expect(code).toBe(1)
  expect(out).toContain('wrong.test.json: wrong\n  Expected the prompt "Adieu"')
  expect(out).toContain('It was seen 0 of 1 times.')
  expect(out.trimEnd().endsWith('0 passed, 2 failed')).toBe(true)
})

test('flow run prints each step with its time', async () => {
  const { code, out } = await parleyFlow(
    'run',
    join(folder, 'menu.json'),
    '--script',
    join(folder, 'menu.test.json'),
  )
  expect(code).toBe(0)
  expect(out).toContain('0:00.0  hears   For sales, press 1.')
  expect(out).toContain('0:00.0  flow    Menu (GetParticipantInput): Equals 1 → Sales')
  expect(out).toContain('passed')
})

test('flow coverage names the branches no test has seen, and mistakes no test notices', async () => {
  const { code, out } = await parleyFlow('coverage', folder, '--mutate', '--json')
  expect(code).toBe(1) // a test below fails
  const { files } = JSON.parse(out)
  const [bad, good] = files
  expect(bad).toMatchObject({ failed: 1 })
  expect(good.flows[0]).toMatchObject({
    actions: { passed: 3, all: 3 },
    branches: { passed: 2, all: 7 },
  })
  expect(good.flows[0].missed).toContain('Menu: InputTimeLimitExceeded')
  expect(good).toMatchObject({ mutants: 1, unnoticed: [] })
})

test('a script that is none, or names no file, is told in one sentence', async () => {
  writeFileSync(join(folder, 'broken.json'), '{"steps": [{"dance": 1}]}')
  const { code, err } = await parleyFlow(
    'run',
    join(folder, 'menu.json'),
    '--script',
    join(folder, 'broken.json'),
  )
  expect(code).toBe(2)
  expect(err).toContain('is not one of expectPrompt')
})
