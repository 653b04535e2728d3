import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { heard } from '../../test/support/command-line.ts'
import { runFlowCommand } from './flow-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-flow-'))
afterAll(() => rmSync(folder, { recursive: true }))

const parleyFlow = (...args: readonly string[]) => heard(runFlowCommand, args)

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

const goodFile = join(folder, 'a-good-flow.json')
writeFileSync(
  goodFile,
  JSON.stringify({
    Version: '2019-10-30',
    StartAction: 'a',
    Actions: [{ Identifier: 'a', Type: 'DisconnectParticipant' }],
  }),
)

describe('wrong use is told in one sentence, with exit code 2', () => {
  test.each([
    ['a command that does not exist', ['fly'], 'parley flow has no command fly'],
    ['an option that does not exist', ['check', '--fast', 'x'], '--fast'],
    ['nothing to check', ['check'], 'Which file or folder?'],
    ['a file that is not there', ['check', '/no/such/file'], 'There is no file /no/such/file.'],
    ['the log of nobody', ['log', ''], 'Which contact?'],
    [
      'a place to write to that is none',
      ['import', goodFile, '-o', '/no/such/file'],
      '/no/such/file',
    ],
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

const write = (name: string, content: unknown) => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const goodbye = (Text: string, QueueId = 'q1') => ({
  Version: '2019-10-30',
  StartAction: 'say',
  Actions: [
    {
      Identifier: 'say',
      Type: 'MessageParticipant',
      Parameters: { Text },
      Transitions: { NextAction: 'choose' },
    },
    {
      Identifier: 'choose',
      Type: 'UpdateContactTargetQueue',
      Parameters: { QueueId },
      Transitions: {
        NextAction: 'end',
        Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'end' }],
      },
    },
    { Identifier: 'end', Type: 'DisconnectParticipant' },
  ],
})

describe('check', () => {
  test('one bad flow among good ones is told, and ends with 1', async () => {
    const good = write('good.json', goodbye('Bye'))
    const bad = write('bad.json', { ...goodbye('Bye'), StartAction: 'nowhere' })
    const { code, out } = await parleyFlow('check', good, bad)
    expect(code).toBe(1)
    const lines = out.trim().split('\n')
    expect(lines.at(-1)).toBe('1 of 2 valid')
    expect(lines[0]).toContain(`${bad}: error missingStart`)
  })

  test('in a folder it takes flows by any name an export has, and nothing else', async () => {
    const flows = join(folder, 'mixed')
    mkdirSync(join(flows, 'below'), { recursive: true })
    const flow = JSON.stringify(goodbye('Bye'))
    for (const name of ['Main v1.2', 'St. Louis', 'plain', 'below/x.JSON']) {
      writeFileSync(join(flows, name), flow)
    }
    symlinkSync(join(flows, 'plain'), join(flows, 'linked'))
    symlinkSync(flows, join(flows, 'below/round'))
    symlinkSync('nowhere', join(flows, 'broken'))
    writeFileSync(join(flows, 'x.test.json'), '{"Observations": [{"Actions": []}]}')
    writeFileSync(join(flows, 'notes.md'), '"Actions": what they are')
    writeFileSync(join(flows, 'huge.json'), ' '.repeat(17 * 1024 * 1024))
    expect(await parleyFlow('check', flows)).toEqual({ code: 0, out: '5 of 5 valid\n', err: '' })
  })

  test('--type says what the file does not', async () => {
    const path = write('typed.json', goodbye('Bye'))
    expect((await parleyFlow('check', path)).code).toBe(0)
    expect((await parleyFlow('check', path, '--type', 'customerHold')).code).toBe(1)
    expect((await parleyFlow('check', path, '--type', 'NO_SUCH')).code).toBe(2)
  })

  test('--json is one document with every finding', async () => {
    const path = write('named.json', goodbye('Hi $.Attributes.name'))
    const { out } = await parleyFlow('check', '--json', path)
    expect(JSON.parse(out)).toMatchObject({
      valid: 1,
      total: 1,
      files: [
        {
          path,
          type: 'CONTACT_FLOW',
          valid: true,
          problems: [{ code: 'attributeNotSet', severity: 'warning', action: 'say' }],
        },
      ],
    })
  })

  test('what is no JSON, and what is no flow, is told and ends with 1', async () => {
    for (const content of ['{', '[]', '{"Actions":3}', '"text"']) {
      const { code, out } = await parleyFlow('check', write('broken.json', content))
      expect([code, out.trim().split('\n').at(-1)]).toEqual([1, '0 of 1 valid'])
    }
  })

  test('the old format is checked as what it becomes', async () => {
    const block = { id: 'a', type: 'Disconnect', branches: [], parameters: [], metadata: {} }
    const path = write('old', { modules: [block], start: 'a', type: 'contactFlow' })
    expect((await parleyFlow('check', path)).out).toBe('1 of 1 valid\n')
  })
})

describe('import', () => {
  test('open references are listed, a map binds them, and the exit code says whether all are bound', async () => {
    const path = write('open.json', goodbye('Bye', ''))
    const open = await parleyFlow('import', path)
    expect(open.code).toBe(1)
    expect(open.err).toContain('QueueId of "choose" is empty')
    expect(JSON.parse(open.out).Actions).toHaveLength(3)

    const listed = JSON.parse((await parleyFlow('import', path, '--json')).out)
    expect(listed.map).toEqual({ 'choose.QueueId': '' })

    const map = write('map.json', { 'choose.QueueId': 'q9' })
    const output = join(folder, 'bound.json')
    expect(await parleyFlow('import', path, '--map', map, '-o', output)).toEqual({
      code: 0,
      out: '',
      err: '',
    })
    expect(readFileSync(output, 'utf8')).toContain('"QueueId": "q9"')
  })

  test('a map that is none is told in one sentence', async () => {
    const map = write('no-map.json', '{"a": 1}')
    const { code, err } = await parleyFlow('import', write('x.json', goodbye('a')), '--map', map)
    expect([code, err]).toEqual([2, `${map} is not a JSON object whose values are text.\n`])
  })
})

describe('diff', () => {
  test('a changed prompt is one line and ends with 1; the same flow ends with 0', async () => {
    const old = write('v1.json', goodbye('Bye'))
    const fresh = write('v2.json', goodbye('Goodbye'))
    expect(await parleyFlow('diff', old, fresh)).toEqual({
      code: 1,
      out: '~ MessageParticipant "say": Text "Bye" → "Goodbye"\n',
      err: '',
    })
    expect(await parleyFlow('diff', old, old)).toEqual({
      code: 0,
      out: 'The flows are the same.\n',
      err: '',
    })
    const { out } = await parleyFlow('diff', old, fresh, '--json')
    expect(JSON.parse(out)).toMatchObject({ same: false, changes: [{ change: 'parameter' }] })
  })
})

test('export of a file is what import reads back', async () => {
  const path = write('file.json', goodbye('Bye'))
  const output = join(folder, 'exported.json')
  expect((await parleyFlow('export', path, '-o', output)).code).toBe(0)
  expect((await parleyFlow('diff', path, output)).out).toContain('The flows are the same.')
})
