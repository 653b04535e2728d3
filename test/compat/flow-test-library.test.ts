// Flow tests in somebody's own test runner: the library as the package offers it, in plain Node.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'parley-library-'))
afterAll(() => rmSync(folder, { recursive: true }))

test("node:test plays a flow with the library 'parley/flow-test'", { timeout: 60_000 }, () => {
  const library = pathToFileURL(join(import.meta.dirname, '../../bin/flow-test.mjs')).href
  const flow = {
    Version: '2019-10-30',
    StartAction: 'Hello',
    Actions: [
      {
        Identifier: 'Hello',
        Type: 'MessageParticipant',
        Parameters: { Text: 'Hello, caller.' },
        Transitions: { NextAction: 'Bye', Errors: [] },
      },
      { Identifier: 'Bye', Type: 'DisconnectParticipant' },
    ],
  }
  const program = `
    import { test } from 'node:test'
    import { FlowTest } from ${JSON.stringify(library)}
    test('greets', () => {
      const play = new FlowTest({ flows: [{ name: 'in', content: ${JSON.stringify(JSON.stringify(flow))} }] })
      const caller = play.dial()
      caller.expectPrompt('Hello, caller.')
      caller.expectEnd('CONTACT_FLOW_DISCONNECT')
    })
    test('notices', t => {
      const play = new FlowTest({ flows: [{ name: 'in', content: ${JSON.stringify(JSON.stringify(flow))} }] })
      play.dial().expectPrompt('Goodbye')
    })`
  const file = join(folder, 'greets.test.mjs')
  writeFileSync(file, program)
  const { stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', file], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', NODE_TEST_CONTEXT: undefined },
  })
  expect(stdout).toContain('ok 1 - greets')
  expect(stdout).toContain('not ok 2 - notices')
  expect(stdout).toContain('Expected the prompt')
})
