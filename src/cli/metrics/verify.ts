// `parley metrics verify`: counts a period anew, fact by fact, and holds it against what the API serves.
import { resolve } from 'node:path'
import type { AnalyticsClient } from '../../analytics/analytics-client.ts'
import { bordersOf, type IntervalPeriod, isZone } from '../../core/metrics/history/intervals.ts'
import type { ReportRow } from '../../core/metrics/history/report.ts'
import { type Command, type Given, type Terminal, textOption, UseError } from '../command.ts'
import { askConnect } from '../connect-place.ts'
import { withAnalytics } from '../sql.ts'
import { type Difference, differencesOf, lasting } from './differences.ts'
import { FACT_KINDS, recount, type VerifiedGrouping } from './recount.ts'
import { type ServedPeriod, servedRows } from './served-rows.ts'

const PERIODS: readonly IntervalPeriod[] = [
  'FIFTEEN_MIN',
  'THIRTY_MIN',
  'HOUR',
  'DAY',
  'WEEK',
  'TOTAL',
]
const INTERVALS_MAX = 10_000
const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS
/** Of these so many are told. */
const SHOWN_MAX = 100

interface Period extends ServedPeriod {
  /** It ends within the hour that goes on. */
  readonly isOpen: boolean
}

export const verify: Command = {
  name: 'verify',
  usage:
    '[--from TIME] [--to TIME] [--interval PERIOD] [--zone ZONE] [--data FOLDER] [--endpoint URL] [--instance ID]',
  about:
    'count the past anew, fact by fact, and compare it exactly with what GetMetricDataV2 serves',
  details: [
    "--from, --to  ISO 8601 (the day before the last full hour); agents' time is left out when --to is later",
    `--interval    ${PERIODS.join(', ')} (HOUR)`,
    '--zone        where days and weeks begin, such as Europe/Berlin (UTC)',
    '--data        the data folder of the centre, which must be running (PARLEY_DATA or ./data)',
    '--endpoint    where its API is (http://127.0.0.1:8080)',
    'PARLEY_ACCESS_KEY_ID and PARLEY_SECRET_ACCESS_KEY say who asks. Every metric is compared by queue,',
    'agent, routing profile and flow. The exit code is 1 when anything differs.',
  ],
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    interval: { type: 'string' },
    zone: { type: 'string' },
    data: { type: 'string' },
    endpoint: { type: 'string' },
    instance: { type: 'string' },
  },
  async run(given, terminal) {
    const period = periodOf(given)
    const data = resolve(textOption(given, 'data') ?? terminal.env.PARLEY_DATA ?? './data')
    const count = () => withAnalytics(data, client => counted(client, period))
    const groupings = await count()
    const place = {
      endpoint: textOption(given, 'endpoint'),
      instanceId: textOption(given, 'instance'),
    }
    const served = await askConnect(place, terminal.env, async (client, instanceId) => {
      const reports: (readonly ReportRow[])[] = []
      for (const each of groupings) {
        reports.push(await servedRows(client, instanceId, period, each))
      }
      return reports
    })
    const compare = (all: readonly VerifiedGrouping[]) =>
      all.flatMap((each, index) => differencesOf(each, served[index] ?? []))
    const first = compare(groupings)
    // What began in the period may have ended, and so become history, while we looked.
    const differences = first.length === 0 ? first : lasting(first, compare(await count()))
    const compared = groupings.reduce((sum, { rows, metrics }) => {
      return sum + rows.length * metrics.length
    }, 0)
    tell(terminal, given, { compared, differences })
    return differences.length === 0 ? 0 : 1
  },
}

function counted(client: AnalyticsClient, { borders, isOpen }: Period) {
  // What began in the period may have ended after it.
  const until = Date.now() + DAY_MS
  return recount(kind => client.facts(kind, borders[0] ?? 0, until), {
    borders,
    // Stretches that go on are served, and not written down before the hour is over.
    kinds: isOpen ? FACT_KINDS.filter(kind => kind !== 'agentState') : FACT_KINDS,
  })
}

function periodOf(given: Given): Period {
  const lastHour = Date.now() - (Date.now() % HOUR_MS)
  const until = timeOf(given, 'to') ?? lastHour
  const from = timeOf(given, 'from') ?? until - DAY_MS
  if (from >= until) throw new UseError('--from must be before --to.')
  if (until > Date.now()) throw new UseError('--to must not be later than now.')
  const period = textOption(given, 'interval') ?? 'HOUR'
  if (!PERIODS.includes(period as IntervalPeriod)) {
    throw new UseError(`--interval must be one of ${PERIODS.join(', ')}, not ${period}.`)
  }
  const zone = textOption(given, 'zone') ?? 'UTC'
  if (!isZone(zone)) throw new UseError(`There is no time zone ${zone}.`)
  const borders = bordersOf({ from, until, period: period as IntervalPeriod, zone }, INTERVALS_MAX)
  if (!borders) throw new UseError(`These are more than ${INTERVALS_MAX} intervals.`)
  return { borders, period: period as IntervalPeriod, zone, isOpen: until > lastHour }
}

function timeOf(given: Given, name: string): number | undefined {
  const text = textOption(given, name)
  if (text === undefined) return undefined
  const time = Date.parse(text)
  if (Number.isNaN(time)) {
    throw new UseError(`--${name} must be a time such as 2026-11-21T10:00Z, not ${text}.`)
  }
  return time
}

function tell(
  terminal: Terminal,
  { json }: Given,
  outcome: { readonly compared: number; readonly differences: readonly Difference[] },
): void {
  const { compared, differences } = outcome
  if (json) return terminal.out(`${JSON.stringify(outcome)}\n`)
  for (const each of differences.slice(0, SHOWN_MAX)) {
    const { grouping, id, from, metric } = each
    const values = `served ${each.served ?? 'nothing'}, counted ${each.counted ?? 'nothing'}`
    terminal.out(`${grouping} ${id} ${from} ${metric}: ${values}\n`)
  }
  const more = differences.length - SHOWN_MAX
  if (more > 0) terminal.out(`… and ${more} more\n`)
  terminal.out(
    differences.length === 0
      ? `${compared} values compared, all are equal\n`
      : `${compared} values compared, ${differences.length} differ\n`,
  )
}
