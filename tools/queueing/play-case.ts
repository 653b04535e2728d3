// Plays one case of a reference file through the production core until its figures are sure enough, and
// prints a row for each: `case metric simulated reference standard-errors`. A program of its own, so that
// several cases are played at the same time:  play-case FILE CASE MOST
import { readFileSync } from 'node:fs'
import { type BatchEstimate, estimateOf } from '../../src/twin/estimate.ts'
import { luckOf } from '../../src/twin/luck.ts'
import type { Measures } from '../../src/twin/measures.ts'
import { Traffic } from '../../src/twin/traffic.ts'
import { type Case, casesOf } from './cases.ts'

const BATCHES = 40
/** Of contacts before anything is counted: the centre begins empty. */
const WARM_UP_BATCHES = 2
/** What is asked for: at least so many contacts a case. */
const CONTACTS_MIN = 2_000_000
const Z_MAX = 3
/** A figure is sure when what is allowed is so many standard errors. */
const Z_SURE = 2.5

const [file = '', wanted = '', most = ''] = process.argv.slice(2)
const reference = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>
const found = casesOf(reference).find(({ name }) => name === wanted)
if (!found) throw new Error(`There is no case ${wanted} in ${file}.`)
play(found, Number(most))

function play(each: Case, contactsMax: number): void {
  const { name, reference } = each
  const { estimates, contacts } = estimate(each, contactsMax)
  const faults: string[] = []
  for (const [metric, value] of Object.entries(reference)) {
    const { mean, standardError } = estimates[metric] ?? estimateOf([])
    // What never happens has no spread.
    const off = mean === value ? 0 : (mean - value) / standardError
    console.log([name, metric, mean.toPrecision(7), value.toPrecision(7), off.toFixed(2)].join(' '))
    if (!(Math.abs(off) <= Z_MAX && Math.abs(mean - value) <= allowed(metric, value))) {
      faults.push(metric)
    }
  }
  const verdict = faults.length === 0 ? 'passed' : `failed in ${faults.join(', ')}`
  console.log(`${name} ${verdict} after ${contacts} contacts`)
  process.exitCode = faults.length === 0 ? 0 : 1
}

/** Goes on until everything is sure, or enough has been played. */
function estimate({ name, model, reference, measure }: Case, contactsMax: number) {
  const traffic = new Traffic(model, seedOf(name))
  const size = Math.max(100, Math.floor(Math.min(CONTACTS_MIN, contactsMax) / BATCHES))
  traffic.run(WARM_UP_BATCHES * size)
  const values: Measures[] = []
  const luck: (readonly number[])[] = []
  for (;;) {
    for (let batch = 0; batch < BATCHES; batch++) {
      const counted = traffic.run(size)
      values.push(measure(counted))
      luck.push(luckOf(model.classes, counted))
    }
    const estimates: Record<string, BatchEstimate> = {}
    for (const metric of Object.keys(reference)) {
      const batches = values.map(each => each[metric] ?? Number.NaN)
      estimates[metric] = estimateOf(batches, luck)
    }
    const contacts = values.length * size
    const isSure = Object.entries(reference).every(([metric, value]) => {
      return (estimates[metric]?.standardError ?? 0) * Z_SURE <= allowed(metric, value)
    })
    if (isSure || contacts + BATCHES * size > contactsMax) return { estimates, contacts }
  }
}

/** 0.002 for shares, otherwise 1 %. */
function allowed(metric: string, value: number): number {
  const isShare = /^(.*[.])?(p_|sl_|occupancy)/.test(metric)
  return isShare ? 0.002 : 0.01 * Math.abs(value) + Number.EPSILON
}

/** Cases have dice of their own: what one throws says nothing of another. */
function seedOf(name: string): number {
  let seed = 20_261_121
  for (const letter of name) seed = (Math.imul(seed, 31) + letter.charCodeAt(0)) >>> 0
  return seed
}
