// Plays one case of a reference file through the production core until its figures are sure enough, and
// prints a row for each: `case metric simulated reference standard-errors`. A program of its own, so that
// several cases are played at the same time:  play-case FILE CASE MOST
import { readFileSync } from 'node:fs'
import { casesOf } from './cases.ts'
import { judgeCase } from './judge-case.ts'

/** What is asked for: at least so many contacts a case. */
const CONTACTS_MIN = 2_000_000
const TELL_EVERY_MS = 15_000

const [file = '', wanted = '', most = ''] = process.argv.slice(2)
const reference = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>
const found = casesOf(reference).find(({ name }) => name === wanted)
if (!found) throw new Error(`There is no case ${wanted} in ${file}.`)
const { name } = found

const began = performance.now()
let told = began
const { figures, contacts } = judgeCase(found, {
  seed: seedOf(name),
  contactsMin: CONTACTS_MIN,
  contactsMax: Number(most),
  progress: tell,
})
for (const { metric, simulated, reference, standardErrors } of figures) {
  const numbers = [simulated.toPrecision(7), reference.toPrecision(7), standardErrors.toFixed(2)]
  console.log([name, metric, ...numbers].join(' '))
}
const faults = figures.filter(({ isRight }) => !isRight).map(({ metric }) => metric)
const verdict = faults.length === 0 ? 'passed' : `failed in ${faults.join(', ')}`
console.log(`${name} ${verdict} after ${contacts} contacts`)
process.exitCode = faults.length === 0 ? 0 : 1

function tell(contacts: number): void {
  const now = performance.now()
  if (now - told < TELL_EVERY_MS) return
  told = now
  console.error(`${name}: ${contacts} contacts in ${Math.round((now - began) / 1000)} s`)
}

/** Cases have dice of their own: what one throws says nothing of another. */
function seedOf(name: string): number {
  let seed = 20_261_121
  for (const letter of name) seed = (Math.imul(seed, 31) + letter.charCodeAt(0)) >>> 0
  return seed
}
