// `parley sql`: a query over everything that happened, answered by the centre of a data folder.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  ANALYTICS_SOCKET,
  AnalyticsClient,
  AnalyticsUnavailable,
} from '../analytics/analytics-client.ts'
import type { SqlAnswer, SqlLimits } from '../analytics/sql-message.ts'
import { socketFolder } from '../io/paths.ts'
import { type Command, type Given, textOption, UseError } from './command.ts'
import { csvOf, jsonOf, tableOf } from './sql-output.ts'

const ROWS = { shown: 1000, most: 1_000_000 }
const SECONDS = { given: 30, most: 600 }
/** As the supervisor chooses the folder for its sockets. */
const LONGEST_SOCKET_NAME = 'x'.repeat(24)

export const sql: Command = {
  name: 'sql',
  usage: '"select …" [--csv] [--rows N] [--seconds N] [--data FOLDER]',
  about: 'ask with SQL what happened: contacts, queues, offers, agents, flows, records and events',
  details: [
    'Tables: contacts, queue_stays, offers, agent_states, flow_runs, routing_steps, contact_records,',
    'contact_events and agent_events; `show tables` and `describe contacts` say more. The last minutes are included.',
    `--rows     at most so many rows are shown (${ROWS.shown})`,
    `--seconds  the query may take so long (${SECONDS.given})`,
    '--data     the data folder of the centre, which must be running (PARLEY_DATA or ./data)',
  ],
  options: {
    csv: { type: 'boolean' },
    rows: { type: 'string' },
    seconds: { type: 'string' },
    data: { type: 'string' },
  },
  async run(given, terminal) {
    const [text, ...more] = given.operands
    if (text === undefined || more.length > 0) {
      throw new UseError(
        'Give one query, in quotes: npx parley sql "select count(*) from contacts".',
      )
    }
    const limits = limitsOf(given)
    const data = textOption(given, 'data') ?? terminal.env.PARLEY_DATA ?? './data'
    const outcome = await withAnalytics(resolve(data), client => client.sql(text, limits))
    if ('refused' in outcome) {
      terminal.err(`${outcome.sentence}\n`)
      return 1
    }
    terminal.out(shown(outcome, given))
    if (outcome.isCut) {
      terminal.err(`There are more rows than the ${outcome.rows.length} shown: see --rows.\n`)
    }
    return 0
  },
}

/** Asks the centre that runs on a data folder. */
export async function withAnalytics<T>(
  dataFolder: string,
  ask: (client: AnalyticsClient) => Promise<T>,
): Promise<T> {
  const runFolder = join(dataFolder, 'run')
  // Looking for a centre must not make a folder where there is none.
  if (!existsSync(runFolder)) throw noCentre(dataFolder)
  const folder = socketFolder(runFolder, LONGEST_SOCKET_NAME)
  const client = new AnalyticsClient(join(folder, ANALYTICS_SOCKET))
  try {
    return await ask(client)
  } catch (error) {
    if (!(error instanceof AnalyticsUnavailable)) throw error
    throw noCentre(dataFolder)
  } finally {
    client.close()
  }
}

function noCentre(dataFolder: string): UseError {
  return new UseError(
    `No centre runs on the data folder ${dataFolder}: start it with npm start, or name another with --data.`,
  )
}

function shown(answer: SqlAnswer, given: Given): string {
  if (given.json) return jsonOf(answer)
  return given.options.csv === true ? csvOf(answer) : tableOf(answer)
}

function limitsOf(given: Given): SqlLimits {
  return {
    rowsMax: wholeNumber(given, 'rows', ROWS.shown, ROWS.most),
    timeMs: 1000 * wholeNumber(given, 'seconds', SECONDS.given, SECONDS.most),
  }
}

function wholeNumber(given: Given, name: string, otherwise: number, most: number): number {
  const text = textOption(given, name)
  if (text === undefined) return otherwise
  const value = Number(text)
  if (!/^\d{1,9}$/.test(text) || value < 1 || value > most) {
    throw new UseError(`--${name} must be a whole number from 1 to ${most}, not ${text}.`)
  }
  return value
}
