// Which operations of Amazon Connect there are here, told by the tests that call them with the official
// SDK: `npm run coverage:api` runs those tests, prints a table and writes docs/API.md. With a folder of
// calls that were written down before, it runs nothing: `npm run coverage:api -- <folder>`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { connectJson } from '../src/api/contract/connect.ts'
import type { ServiceModel } from '../src/api/contract/service-model.ts'
import { operations } from '../src/api/operations.ts'

/** What these keep is shown and checked, and nothing here acts on it yet. */
const KEPT_ONLY =
  /Workspace|TrafficDistribution|CrossRegionRouting|Vocabular|ExtractionDefinition|IntegrationAssociation|UseCase|SecurityKeys?$|FlowAssociation|^(Dis)?[Aa]ssociateFlow$|^(Create|Describe|Delete|List|Search)Metrics?$|^UpdateMetric|SecurityProfile(Applications|FlowModules|AIAgents)$|PushNotificationRegistration$|EmailAddress|OutboundEmailConfig$|AnalyticsData/

/** Their right answer here is a refusal: runs of test cases take no time, so there is never one to stop. */
const REFUSED_BY_NATURE: ReadonlySet<string> = new Set(['StopTestCaseExecution'])

type State = 'works' | 'configuration only' | 'not shown by a test' | '501'

interface Call {
  readonly operation: string
  readonly status: number
  readonly test: string
}

const model: ServiceModel = JSON.parse(connectJson)
const folder = process.argv[2] ?? run()
const calls = callsIn(folder)
if (process.argv[2] === undefined) rmSync(folder, { recursive: true })
const names = Object.keys(model.operations).sort((a, b) => (a < b ? -1 : 1))
const rows = names.map(rowOf)
const text = page(rows)
writeFileSync('docs/API.md', text)
process.stdout.write(text)

function run(): string {
  const made = mkdtempSync(join(tmpdir(), 'parley-api-calls-'))
  const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'unit', 'test/compat'], {
    env: { ...process.env, PARLEY_API_CALLS: made },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) {
    rmSync(made, { recursive: true })
    throw new Error('Tests failed, so what they show does not count.')
  }
  return made
}

function callsIn(from: string): readonly Call[] {
  return readdirSync(from).flatMap(name =>
    readFileSync(join(from, name), 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map((line): Call => JSON.parse(line)),
  )
}

interface Row {
  readonly name: string
  readonly state: State
  readonly test: string
}

function rowOf(name: string): Row {
  const own = calls.filter(({ operation }) => operation === name)
  const answered = own.filter(call => call.status < 300 || isRightlyRefused(call))
  const tests = [...new Set(answered.map(({ test }) => relative('test/compat', test)))].sort()
  return { name, state: stateOf(name, tests.length > 0, own), test: shown(tests) }
}

function isRightlyRefused({ operation, status, test }: Call): boolean {
  return REFUSED_BY_NATURE.has(operation) && status === 400 && !test.includes('conformance')
}

function stateOf(name: string, answered: boolean, own: readonly Call[]): State {
  if (!Object.hasOwn(operations, name)) return '501'
  if (answered) return KEPT_ONLY.test(name) ? 'configuration only' : 'works'
  return own.some(({ status }) => status === 501) ? '501' : 'not shown by a test'
}

function shown([first, ...others]: readonly string[]): string {
  if (first === undefined) return ''
  const name = first.replace('.test.ts', '')
  return others.length === 0 ? name : `${name} and ${others.length} more`
}

function page(all: readonly Row[]): string {
  const states: readonly State[] = ['works', 'configuration only', 'not shown by a test', '501']
  const totals = states.map(state => {
    const count = all.filter(row => row.state === state).length
    return `| ${state} | ${count} |`
  })
  const lines = all.map(({ name, state, test }) => `| ${name} | ${state} | ${test} |`)
  return `# The operations of Amazon Connect

Made by \`npm run coverage:api\` from the tests in \`test/compat\` that ran, which call Parley with the
official SDK. *Works*: a test had an answer, and what it changes acts. *Configuration only*: it is kept,
checked, shown and found, and nothing acts on it yet. *501*: \`NotImplementedException\`.

| state | operations |
|---|---|
${totals.join('\n')}
| **all** | **${all.length}** |

| operation | state | test |
|---|---|---|
${lines.join('\n')}
`
}
