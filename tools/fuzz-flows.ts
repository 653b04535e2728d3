// Mutated flow documents, expressions and SSML through parser, checker and the running core.
//   npm run soak:fuzz -- [count] [seed]
// Nothing may throw, take longer than 50 ms or make the process grow. What did is printed with its
// input, so that it can become a test.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseSsml } from '../src/audio/ssml.ts'
import { Chance } from '../src/core/chance.ts'
import { checkFlow } from '../src/core/flow/check.ts'
import { defaultFlows } from '../src/core/flow/default-flows.ts'
import { isPath, readPath, rootedIn, substitute } from '../src/core/flow/json-path.ts'
import type { Json, JsonObject } from '../src/core/json.ts'
import { NUMBER, setupInputs } from '../src/flow-test/setup.ts'
import { VirtualCentre } from '../src/flow-test/virtual-centre.ts'

const count = Number(process.argv[2] ?? 100_000)
const seed = Number(process.argv[3] ?? 1)
const SLOW_MS = 50
/** A pause of the machine's own is no hang: what was slow is tried again, and its processor time counts. */
const TRIES = 3
const FAILURES_MAX = 10
const CORPUS = new URL('../../shared/corpus/flows/', import.meta.url).pathname
const CALLS_PER_CENTRE = 200

const chance = new Chance([seed, 2, 3, 4])
const failures: string[] = []

const flows = [
  ...defaultFlows.map(({ content }) => JSON.stringify(content)),
  ...(existsSync(CORPUS) ? filesIn(CORPUS) : []),
].filter(text => text.length < 40_000)
const EXPRESSIONS = [
  '$.Attributes.name',
  "Hello $.Attributes.['first name'], your balance is $$.Attributes.amount.",
  "$['AwsRegion']",
  "$.SegmentAttributes['connect:Subtype']['x']",
  '$.Views.ViewResultData.Items.0',
  '$.DataTableList.ResultData.primaryKeyGroups.g[0].attributes[1].attributeValue',
  '$.External.a.b.c.d.e',
]
const SSML = [
  '<speak>Hello <break time="500ms"/> you</speak>',
  '<speak><p><s>One.</s><s>Two &amp; three.</s></p></speak>',
  '<speak><prosody rate="slow" pitch="+10%">Your code is <say-as interpret-as="digits">1234</say-as></prosody></speak>',
  '<speak><sub alias="Amazon Web Services">AWS</sub> <emphasis level="strong">now</emphasis></speak>',
  '<speak><lang xml:lang="fr-FR">Bonjour</lang> <phoneme alphabet="ipa" ph="pɪˈkɑːn">pecan</phoneme></speak>',
]
const WORDS = [
  '__proto__',
  'constructor',
  'Type',
  'Parameters',
  'NextAction',
  'Transitions',
  'Errors',
  'Conditions',
  'Text',
  'SSML',
  '',
]
const PIECES = [
  '$',
  '.',
  '[',
  ']',
  "'",
  '"',
  '$.',
  '<',
  '>',
  '/',
  '&',
  '&amp;',
  '\u0000',
  '\ud800',
  '😀',
  '<speak>',
  '</speak>',
  '$.a'.repeat(200),
  "['".repeat(200),
  '<p>'.repeat(100),
  '-',
  '9'.repeat(400),
]
const root = rootedIn({
  Attributes: { name: 'Ann', 'first name': 'Ann', amount: '3' },
  External: { a: { b: ['x'] } },
  Views: { ViewResultData: { Items: ['a', 'b'] } },
  AwsRegion: 'us-east-1',
} as JsonObject)

const begun = performance.now()
const before = memory()
let centre = newCentre()
let calls = 0
let done = { documents: 0, expressions: 0, ssml: 0, ran: 0 }
let after = before
for (let n = 0; n < count && failures.length < FAILURES_MAX; n++) {
  const kind = chance.below(10)
  if (kind === 0) document()
  else if (kind <= 2) ssml()
  else expression()
  if (n === Math.floor(count / 5)) after = memory()
}
const grown = memory() - after
if (grown > 64) failures.push(`The process grew by ${grown} MB.`)
const took = ((performance.now() - begun) / 1000).toFixed(1)
console.log(
  `${done.documents} documents (${done.ran} of them ran), ${done.expressions} expressions, ${done.ssml} SSML texts in ${took} s; grown by ${grown} MB`,
)
for (const failure of failures) console.log(failure)
console.log(`${count} mutations, ${failures.length} failures`)
process.exitCode = failures.length === 0 ? 0 : 1

function document(): void {
  const content = mutatedFlow(pick(flows))
  done = { ...done, documents: done.documents + 1 }
  const problems = guarded('check', content, () =>
    checkFlow(content, 'CONTACT_FLOW', { exists: () => true }),
  )
  if (!problems || problems.some(({ code }) => code === 'notJson' || code === 'tooLarge')) return
  done = { ...done, ran: done.ran + 1 }
  guarded('run', content, () => play(content))
}

/** A caller who presses what comes to hand and then hangs up. */
function play(content: string): void {
  if (++calls % CALLS_PER_CENTRE === 0) centre = newCentre()
  centre.tell({
    type: 'config.put',
    kind: 'contact-flow',
    id: 'fuzz',
    document: flowDocument(content),
  })
  const legId = centre.newId()
  const from = '+12065550100'
  centre.report({ type: 'leg.offered', legId, from, to: NUMBER, trunkId: 'trunk' })
  for (let step = 0; step < 12; step++) {
    centre.step(10_000)
    if (chance.below(3) === 0) centre.press(legId, pick([...'0123456789*#']))
  }
  centre.hangUp(legId)
  for (let step = 0; step < 5; step++) centre.step(1_000)
}

function newCentre(): VirtualCentre {
  const made = new VirtualCentre({ seed })
  const source = { name: 'fuzz', content: flows[0] ?? '' }
  for (const input of setupInputs({ flows: [source], queues: [{ name: 'Queue' }] }))
    made.tell(input)
  made.service = question =>
    chance.below(2) === 0
      ? { answer: { ok: true, result: junk(3) } }
      : { answer: { ok: false, error: 'NoMatchingError', message: question.operation } }
  return made
}

function flowDocument(Content: string): JsonObject {
  return { Name: 'fuzz', Type: 'CONTACT_FLOW', State: 'ACTIVE', Status: 'PUBLISHED', Content }
}

function expression(): void {
  const text = mutatedText(pick(EXPRESSIONS))
  done = { ...done, expressions: done.expressions + 1 }
  guarded('expression', text, () => {
    substitute(text, path => readPath(path, root))
    return isPath(text)
  })
}

function ssml(): void {
  const text = mutatedText(pick(SSML))
  done = { ...done, ssml: done.ssml + 1 }
  guarded('ssml', text, () => parseSsml(text))
}

/** Runs something; notes what it threw, and that it took too long. */
function guarded<Result>(what: string, input: string, run: () => Result): Result | undefined {
  try {
    for (let tries = 1; ; tries++) {
      const cpu = process.cpuUsage()
      const asked = performance.now()
      const result = run()
      if (performance.now() - asked < SLOW_MS) return result
      const { user, system } = process.cpuUsage(cpu)
      const ms = (user + system) / 1000
      if (ms < SLOW_MS) return result
      if (tries < TRIES) continue
      failures.push(`${what} took ${ms.toFixed(0)} ms: ${shown(input)}`)
      return result
    }
  } catch (error) {
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error)
    failures.push(`${what} threw ${told}\n  for ${shown(input)}`)
    centre = newCentre()
    return undefined
  }
}

function shown(input: string): string {
  return input.length > 2_000 ? `${input.slice(0, 2_000)}… (${input.length} characters)` : input
}

function mutatedFlow(text: string): string {
  if (chance.below(4) === 0) return mutatedText(text)
  const json = JSON.parse(text) as Json
  let mutated = json
  for (let times = 1 + chance.below(4); times > 0; times--) mutated = mutatedJson(mutated, 0)
  return JSON.stringify(mutated)
}

/** Changes one value somewhere in it. */
function mutatedJson(json: Json, depth: number): Json {
  if (depth > 8 || typeof json !== 'object' || json === null || chance.below(8) === 0) {
    return replaced(json)
  }
  if (Array.isArray(json)) {
    const list = json as readonly Json[]
    if (list.length === 0) return [junk(2)]
    const at = chance.below(list.length)
    const each = list[at] as Json
    switch (chance.below(5)) {
      case 0:
        return list.toSpliced(at, 1)
      case 1:
        return [...list, each]
      default:
        return list.with(at, mutatedJson(each, depth + 1))
    }
  }
  const entries = Object.entries(json as JsonObject)
  if (entries.length === 0) return { [pick(WORDS)]: junk(2) }
  const at = chance.below(entries.length)
  const [key, value] = entries[at] as [string, Json | undefined]
  switch (chance.below(8)) {
    case 0:
      return Object.fromEntries(entries.toSpliced(at, 1)) as JsonObject
    case 1:
      return { ...(json as JsonObject), [pick(WORDS)]: value }
    default:
      return { ...(json as JsonObject), [key]: mutatedJson(value ?? null, depth + 1) }
  }
}

function replaced(json: Json): Json {
  if (typeof json === 'string' && chance.below(2) === 0) return mutatedText(json)
  return junk(3)
}

function junk(depth: number): Json {
  switch (chance.below(depth > 0 ? 12 : 9)) {
    case 0:
      return null
    case 1:
      return true
    case 2:
      return chance.below(1000) - 500
    case 3:
      return 1e308
    case 4:
      return ''
    case 5:
      return pick(EXPRESSIONS)
    case 6:
      return pick(SSML)
    case 7:
      return pick(WORDS)
    case 8:
      return 'x'.repeat(chance.below(2000))
    case 9:
      return [junk(depth - 1)]
    case 10:
      return { [pick(WORDS)]: junk(depth - 1) }
    default:
      return [junk(depth - 1), junk(depth - 1)]
  }
}

function mutatedText(text: string): string {
  let mutated = text
  for (let times = 1 + chance.below(4); times > 0; times--) {
    const at = chance.below(mutated.length + 1)
    switch (chance.below(5)) {
      case 0:
        mutated = mutated.slice(0, at) + pick(PIECES) + mutated.slice(at)
        break
      case 1:
        mutated = mutated.slice(0, at) + mutated.slice(at + 1 + chance.below(8))
        break
      case 2: {
        const piece = mutated.slice(at, at + 1 + chance.below(20))
        mutated = mutated.slice(0, at) + piece.repeat(1 + chance.below(20)) + mutated.slice(at)
        break
      }
      case 3:
        mutated =
          mutated.slice(0, at) + String.fromCharCode(chance.below(0x10000)) + mutated.slice(at + 1)
        break
      default:
        mutated = mutated.slice(0, at)
    }
  }
  return mutated
}

function pick<T>(list: readonly T[]): T {
  return list[chance.below(list.length)] as T
}

/** Megabytes in use once what is not has gone. */
function memory(): number {
  globalThis.gc?.()
  return Math.round(process.memoryUsage().heapUsed / 1e6)
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return filesIn(path)
    if (!name.endsWith('.json')) return []
    const text = readFileSync(path, 'utf8')
    return text.includes('"Actions"') ? [text] : []
  })
}
