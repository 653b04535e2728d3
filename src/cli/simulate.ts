// `npx parley simulate`: what a centre would do with this traffic and these agents.
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import type { Json } from '../core/json.ts'
import { type Figure, Replications, type Results } from '../twin/replications.ts'
import { readScenario, type Scenario } from '../twin/scenario.ts'
import { TWIN_INSTANCE, TWIN_SEED } from '../twin/traffic.ts'
import type { AgentGroup, TrafficModel } from '../twin/traffic-model.ts'
import { type Command, type Given, type Terminal, textOption, UseError } from './command.ts'
import { observedScenario } from './observed-scenario.ts'

export const simulate: Command = {
  name: 'simulate',
  usage:
    'SCENARIO.json | --from-centre [--agents CHANGE] [--seed N] [--days N] [--record FILE] [--write FILE]',
  about: 'play a day of calls through the production core and say what would come of it',
  details: [
    '--agents -1 asks what one agent fewer would change, in each group by itself; --agents Sales=+2',
    '  changes one group, --agents Sales=12 says how many it is to have. It counts in every shift.',
    '--seed and --days are used in place of those of the scenario.',
    '--record writes the history of the first replication, for npm run verify:history.',
    '--from-centre makes the scenario of what the running centre has seen: its queues and routing',
    '  profiles, and how contacts came, waited and were handled. With --channel (VOICE), --history-days',
    '  (28 back from now), --time-zone (UTC); --data, --endpoint and --instance say which centre.',
    '--write writes the scenario down, to be changed by hand.',
    'The format of scenarios is in docs/guide/simulation.md.',
  ],
  options: {
    'from-centre': { type: 'boolean' },
    channel: { type: 'string' },
    'history-days': { type: 'string' },
    'time-zone': { type: 'string' },
    data: { type: 'string' },
    endpoint: { type: 'string' },
    instance: { type: 'string' },
    write: { type: 'string' },
    agents: { type: 'string' },
    seed: { type: 'string' },
    days: { type: 'string' },
    record: { type: 'string' },
  },
  async run(given, terminal) {
    const scenario = await scenarioOf(given, terminal.env)
    const changes = changesOf(scenario, textOption(given, 'agents'))
    const asIs = new Replications(scenario)
    const record = textOption(given, 'record')
    if (record === undefined) asIs.runAll()
    else recordTo(record, asIs)
    const compared = changes.map(({ title, model }) => {
      const changed = new Replications(scenario, model)
      changed.run(asIs.count)
      return { title, results: changed.results, difference: changed.minus(asIs) }
    })
    if (given.json) terminal.out(`${JSON.stringify(shown(scenario, asIs.results, compared))}\n`)
    else terminal.out(textOf(scenario, asIs.results, compared))
    return 0
  },
}

interface Compared {
  readonly title: string
  readonly results: Results
  readonly difference: Results
}

async function scenarioOf(given: Given, env: Terminal['env']): Promise<Scenario> {
  const [path, ...more] = given.operands
  const isObserved = given.options['from-centre'] === true
  if ((path === undefined) !== isObserved || more.length > 0) {
    throw new UseError('Which one scenario? Give a file or --from-centre.')
  }
  const written = path === undefined ? await observedScenario(given, env) : parsed(path)
  const writeTo = textOption(given, 'write')
  if (writeTo !== undefined) writeFileSync(writeTo, `${JSON.stringify(written, undefined, 2)}\n`)
  const read = readScenario(written)
  if ('problems' in read) {
    const from = path ?? 'What was seen'
    throw new UseError(read.problems.map(each => `${from}: ${each}`).join('\n'))
  }
  const seed = wholeOption(given, 'seed')
  const days = wholeOption(given, 'days')
  return {
    ...read.scenario,
    ...(seed !== undefined && { seed }),
    ...(days !== undefined && { days }),
  }
}

function parsed(path: string): Json {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new UseError(`There is no file ${path}.`)
  }
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    throw new UseError(`${path} is not JSON: ${(error as Error).message}.`)
  }
}

function wholeOption(given: Given, name: string): number | undefined {
  const text = textOption(given, name)
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UseError(`--${name} must be a whole number from 1.`)
  return Number(text)
}

interface Change {
  readonly title: string
  readonly model: TrafficModel
}

function changesOf({ model }: Scenario, text: string | undefined): readonly Change[] {
  if (text === undefined) return []
  const [, name, sign, digits] = /^(?:(.+)=)?([+-]?)(\d{1,4})$/.exec(text) ?? []
  if (digits === undefined || (name === undefined && sign === '')) {
    throw new UseError('--agents must be such as -1, +2, Sales=-1 or Sales=12.')
  }
  const groups = model.groups.filter(each => name === undefined || each.name === name)
  if (groups.length === 0) throw new UseError(`There is no group ${name} in the scenario.`)
  return groups.map(group => ({
    title: `${group.name} ${sign}${digits}`,
    model: {
      ...model,
      groups: model.groups.map(each =>
        each === group ? staffed(group, sign ?? '', Number(digits)) : each,
      ),
    },
  }))
}

function staffed(group: AgentGroup, sign: string, count: number): AgentGroup {
  const changed = (agents: number) => {
    if (sign === '') return count
    return Math.max(0, sign === '+' ? agents + count : agents - count)
  }
  const shifts = (group.shifts ?? []).map(each => ({ ...each, agents: changed(each.agents) }))
  // Where all come in shifts nobody is there all the time, nor should be.
  const isAllShifts = group.agents === 0 && shifts.length > 0
  return { ...group, agents: isAllShifts ? 0 : changed(group.agents), shifts }
}

function recordTo(path: string, replications: Replications): void {
  let file: number
  try {
    file = openSync(path, 'w')
  } catch {
    throw new UseError(`${path} cannot be written.`)
  }
  writeSync(file, `${JSON.stringify({ instanceId: TWIN_INSTANCE, seed: TWIN_SEED })}\n`)
  replications.runAll(entry => writeSync(file, `${JSON.stringify(entry)}\n`))
  closeSync(file)
}

function shown(scenario: Scenario, results: Results, compared: readonly Compared[]) {
  const { name, seed, days, confidence } = scenario
  const serviceLevelSeconds = scenario.serviceLevelMs / 1000
  return { name, seed, days, confidence, serviceLevelSeconds, ...results, changes: compared }
}

type Format = (value: number) => string

// No difference at all is not `-0.0`.
const count: Format = value => value.toFixed(1).replace(/^-(0[.]0)$/, '$1')
const percent: Format = value => `${count(value * 100)} %`
const seconds: Format = value => `${count(value)} s`

/** In the order in which they are shown. */
const FIGURES: Readonly<Record<string, readonly [label: string, Format]>> = {
  offered: ['offered', count],
  answered: ['answered', count],
  abandoned: ['abandoned', count],
  overflowed: ['overflow (queue full)', count],
  waiting: ['waiting at the end', count],
  serviceLevel: ['service level', percent],
  answeredInTime: ['answered in time', percent],
  abandonRate: ['abandoned share', percent],
  asa: ['speed of answer', seconds],
  waitP50: ['wait, median', seconds],
  waitP90: ['wait, 90 %', seconds],
  waitP99: ['wait, 99 %', seconds],
  meanQueue: ['contacts waiting', count],
  occupancy: ['occupancy', percent],
  staffedHours: ['hours staffed', count],
}

function textOf(scenario: Scenario, results: Results, compared: readonly Compared[]): string {
  const { name, days, confidence, serviceLevelMs } = scenario
  const head = `${name}: ${results.replications} replications of ${days} ${days === 1 ? 'day' : 'days'}, service level within ${serviceLevelMs / 1000} s, ${100 * confidence} % intervals\n`
  const changes = compared.map(each => {
    return `\nWith ${each.title}\n${resultsText(each.results)}\nThe difference that ${each.title} makes\n${resultsText(each.difference)}`
  })
  return `${head}\n${resultsText(results)}${changes.join('')}`
}

function resultsText({ queues, groups }: Results): string {
  const parts = [
    ...Object.entries(queues).map(([name, figures]) => figuresText(`Queue ${name}`, figures)),
    ...Object.entries(groups).map(([name, figures]) => figuresText(`Agents ${name}`, figures)),
  ]
  return parts.join('')
}

function figuresText(title: string, figures: Readonly<Record<string, Figure>>): string {
  const lines = Object.entries(FIGURES).flatMap(([key, [label, format]]) => {
    const figure = figures[key]
    return figure ? [`  ${label.padEnd(22)} ${figureText(figure, format)}\n`] : []
  })
  return `${title}\n${lines.join('')}`
}

function figureText({ mean, halfWidth }: Figure, format: Format): string {
  if (!Number.isFinite(mean)) return '–'.padStart(10)
  const around = Number.isFinite(halfWidth) ? `  ± ${format(halfWidth)}` : ''
  return `${format(mean).padStart(10)}${around}`
}
