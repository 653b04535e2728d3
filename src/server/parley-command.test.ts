import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import settings from './settings.json' with { type: 'json' }

const command = join(import.meta.dirname, '../../bin/parley.mjs')

function parley(args: readonly string[], node: readonly string[] = []) {
  const options = { encoding: 'utf8' } as const
  return spawnSync(process.execPath, [...node, command, ...args], options)
}

test('--help names every setting', () => {
  const { stdout, status } = parley(['--help'])
  for (const { name, about } of settings) {
    expect(stdout).toContain(name)
    expect(stdout).toContain(about)
  }
  expect(status).toBe(0)
})

test('a command that does not exist is told in one sentence', () => {
  const { stdout, stderr, status } = parley(['fly'])
  expect([stdout, stderr, status]).toEqual([
    '',
    'parley has no command fly: see npx parley --help.\n',
    2,
  ])
})

test('a Node that is too old is told in one sentence', () => {
  const older = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.18.3'})`
  const { stderr, status } = parley(['start'], ['--import', older])
  expect([stderr, status]).toEqual(['Parley needs Node 20.19 or later; this is 20.18.3.\n', 1])
})
