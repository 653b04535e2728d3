// The default installation is bound to loopback and yet talks to an ordinary browser of the same
// machine, and to nobody else. Two network namespaces are the machine and a stranger's.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'

const machine = `parley-m${process.pid}`
const stranger = `parley-s${process.pid}`
const here = '10.213.0.1'
const there = '10.213.0.2'

const ip = (...args: string[]) => spawnSync('ip', args).status === 0
const possible = hasChromium && process.getuid?.() === 0 && makeNamespaces()
if (!possible) console.log('skipped: no Chromium, or no right to make network namespaces')

describe.skipIf(!possible)('a default installation', { timeout: 60_000 }, () => {
  let child: ChildProcess
  let said: Said

  beforeAll(async () => {
    child = spawn('ip', inside(machine, 'test/support/default-webrtc.ts'), {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    said = await listen(child)
  }, 60_000)

  afterAll(async () => {
    const gone = new Promise(resolve => child.once('exit', resolve))
    child.stdin?.end()
    await gone
    removeNamespaces()
  }, 20_000)

  test('offers loopback first, then its own address', () => {
    const candidates = said.answer.match(/(?<= udp \d+ )[\d.]+(?= )/g)
    expect(candidates).toEqual(['127.0.0.1', here])
  })

  test('and Chromium without any flag on the same machine connect', () => {
    expect(said.result).toBe('connected')
  })

  test('does not answer another machine, even if it knows the password', () => {
    const port =
      new RegExp(`${here.replaceAll('.', '\\.')} (\\d+) typ`).exec(said.answer)?.[1] ?? ''
    const names = [said.answer, said.offer].map(sdp => /ice-ufrag:(\S+)/.exec(sdp)?.[1])
    const password = /ice-pwd:(\S+)/.exec(said.answer)?.[1] ?? ''
    const knock = (from: string) => {
      const args = inside(from, 'test/support/knock.ts', here, port, names.join(':'), password)
      return spawnSync('ip', args).stdout.toString().trim()
    }
    expect(knock(machine)).toBe('answer')
    expect(knock(stranger)).toBe('silence')
  })
})

interface Said {
  readonly offer: string
  readonly answer: string
  readonly result: string
}

/** Its two lines. */
async function listen(child: ChildProcess): Promise<Said> {
  if (!child.stdout) throw new Error('no output')
  const parts: object[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    parts.push(JSON.parse(line) as object)
    // Written by default-webrtc.ts.
    if (parts.length === 2) return Object.assign({}, ...parts) as Said
  }
  throw new Error('the installation ended early')
}

function inside(namespace: string, script: string, ...args: string[]): string[] {
  return ['netns', 'exec', namespace, process.execPath, '--import', 'tsx', script, ...args]
}

function makeNamespaces(): boolean {
  process.once('exit', removeNamespaces)
  const steps = [
    ['netns', 'add', machine],
    ['netns', 'add', stranger],
    [
      '-n',
      machine,
      'link',
      'add',
      'wire',
      'type',
      'veth',
      'peer',
      'name',
      'wire',
      'netns',
      stranger,
    ],
    ['-n', machine, 'addr', 'add', `${here}/24`, 'dev', 'wire'],
    ['-n', stranger, 'addr', 'add', `${there}/24`, 'dev', 'wire'],
    ...[machine, stranger].flatMap(each =>
      ['lo', 'wire'].map(link => ['-n', each, 'link', 'set', link, 'up']),
    ),
    ['-n', machine, 'route', 'add', 'default', 'via', there],
  ]
  if (steps.every(step => ip(...step))) return true
  removeNamespaces()
  return false
}

function removeNamespaces(): void {
  ip('netns', 'del', machine)
  ip('netns', 'del', stranger)
}
