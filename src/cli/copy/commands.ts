// `parley copy export`, `plan`, `apply` and `drift`.
import { type Command, type Given, type Terminal, textOption, UseError } from '../command.ts'
import { askConnect, type ConnectPlace } from '../connect-place.ts'
import { applyPlan } from './apply-plan.ts'
import { readCopy, type Sounds, writeCopy } from './copy-files.ts'
import { planOf, type Step } from './plan.ts'
import { type ReadInstance, readInstance } from './read-instance.ts'
import type { Instance } from './thing.ts'

const options: Command['options'] = { endpoint: { type: 'string' }, instance: { type: 'string' } }
const details = [
  '--endpoint  where the API is (http://127.0.0.1:8080); https://connect.<region>.amazonaws.com is Amazon Connect',
  '--instance  the instance’s id, if there are several',
  '',
  'Who asks: PARLEY_ACCESS_KEY_ID and PARLEY_SECRET_ACCESS_KEY, or AWS_ACCESS_KEY_ID and so on.',
]

export const exportCopy: Command = {
  name: 'export',
  usage: 'FILE.tar|FILE.tgz|FOLDER',
  about: 'write everything that is configured, but secrets, with names instead of ids',
  options,
  details,
  async run(given, terminal) {
    const path = onePath(given)
    const sounds: Sounds = new Map()
    const { things } = await atInstance(given, terminal, readInstance, sounds)
    await writeCopy(path, things, sounds)
    return say(
      terminal,
      given,
      { things: things.length },
      `${things.length} things are in ${path}.\n`,
    )
  },
}

export const plan: Command = {
  name: 'plan',
  usage: 'FILE.tar|FILE.tgz|FOLDER',
  about: 'say what would have to be done so that the instance is as a copy says',
  options,
  details,
  run: async (given, terminal) => {
    await told(given, terminal)
    return 0
  },
}

export const drift: Command = {
  name: 'drift',
  usage: 'FILE.tar|FILE.tgz|FOLDER',
  about: 'the same, and end with 1 when there is any difference',
  options,
  details,
  run: async (given, terminal) => ((await told(given, terminal)).length > 0 ? 1 : 0),
}

export const apply: Command = {
  name: 'apply',
  usage: 'FILE.tar|FILE.tgz|FOLDER',
  about: 'do it; what the instance has beside is left alone',
  options,
  details,
  async run(given, terminal) {
    const sounds: Sounds = new Map()
    const wanted = await readCopy(onePath(given), sounds)
    const work = async (of: Instance) => {
      const { things, names } = await readInstance(of)
      const todo = planOf(wanted, things)
      await applyPlan(of, todo, names, step => {
        if (!given.json) terminal.out(lineOf(step))
      })
      return todo
    }
    const steps = await atInstance(given, terminal, work, sounds)
    return say(terminal, given, shown(steps), `${steps.length} things are made or changed.\n`)
  },
}

async function told(given: Given, terminal: Terminal): Promise<readonly Step[]> {
  const wanted = await readCopy(onePath(given))
  const { things }: ReadInstance = await atInstance(given, terminal, readInstance)
  const steps = planOf(wanted, things)
  const lines = steps.map(lineOf).join('')
  say(terminal, given, shown(steps), `${lines}${steps.length} things to make or change.\n`)
  return steps
}

function atInstance<T>(
  given: Given,
  { env }: Terminal,
  ask: (of: Instance) => Promise<T>,
  sounds: Sounds = new Map(),
): Promise<T> {
  const place: ConnectPlace = {
    endpoint: textOption(given, 'endpoint'),
    instanceId: textOption(given, 'instance'),
  }
  return askConnect(place, env, (client, InstanceId) => ask({ client, InstanceId, sounds }))
}

function onePath({ operands }: Given): string {
  const [path, ...more] = operands
  if (path === undefined || more.length > 0) throw new UseError('Give one file or folder.')
  return path
}

function lineOf({ thing, does, members }: Step): string {
  const what = does === 'make' ? '' : `  ${members.join(', ')}`
  return `${does.padEnd(6)}  ${thing.kind}  ${thing.name}${what}\n`
}

function shown(steps: readonly Step[]): object {
  return {
    steps: steps.map(({ thing: { kind, name }, does, members }) => ({ does, kind, name, members })),
  }
}

function say(terminal: Terminal, given: Given, answer: object, text: string): 0 {
  terminal.out(given.json ? `${JSON.stringify(answer, undefined, 2)}\n` : text)
  return 0
}
