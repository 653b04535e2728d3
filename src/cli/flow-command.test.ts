import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runFlowCommand } from './flow-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-flow-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function parleyFlow(...args: readonly string[]) {
  let out = ''
  let err = ''
  const code = await runFlowCommand(args, {
    out: text => {
      out += text
    },
    err: text => {
      err += text
    },
    env: {},
  })
  return { code, out, err }
}

test('parley flow without more lists its commands, and each command tells how it is used', async () => {
  const { code, out } = await parleyFlow()
  expect(code).toBe(0)
  const names = [...out.matchAll(/^ {2}([a-z]+) {2}/gm)].map(([, name]) => name as string)
  expect(names).toContain('check')
  for (const name of names) {
    const help = await parleyFlow(name, '--help')
    expect(help.code).toBe(0)
    expect(help.out).toContain(`Usage: npx parley flow ${name} `)
  }
})

describe('wrong use is told in one sentence, with exit code 2', () => {
  test.each([
    ['a command that does not exist', ['fly'], 'parley flow has no command fly'],
    ['an option that does not exist', ['check', '--fast', 'x'], '--fast'],
    ['nothing to check', ['check'], 'Which file or folder?'],
    ['a file that is not there', ['check', '/no/such/file'], 'There is no file /no/such/file.'],
  ])('%s', async (_, args, sentence) => {
    const { code, out, err } = await parleyFlow(...args)
    expect(code).toBe(2)
    expect(err).toContain(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(out).toBe('')
  })
})

test('the command works from any folder, without a centre', () => {
  mkdirSync(join(folder, 'flows'))
  const Actions = [{ Identifier: 'a', Type: 'DisconnectParticipant' }]
  const flow = { Version: '2019-10-30', StartAction: 'a', Actions }
  writeFileSync(join(folder, 'flows/goodbye'), JSON.stringify(flow))
  writeFileSync(join(folder, 'flows/notes.json'), '{"not": "a flow"}')
  const command = join(import.meta.dirname, '../../bin/parley.mjs')
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [command, 'flow', 'check', 'flows'],
    { cwd: folder, encoding: 'utf8' },
  )
  expect([stdout, stderr, status]).toEqual(['1 of 1 valid\n', '', 0])
})
