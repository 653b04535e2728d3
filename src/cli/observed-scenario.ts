// `parley simulate --from-centre`: the scenario of what a running centre has seen.
import { resolve } from 'node:path'
import type { SqlAnswer } from '../analytics/sql-message.ts'
import type { JsonObject } from '../core/json.ts'
import { scenarioOf } from '../twin/observed.ts'
import { type Given, type Terminal, textOption, UseError } from './command.ts'
import { askConnect } from './connect-place.ts'
import { observe } from './observed-centre.ts'
import { withAnalytics } from './sql.ts'

const CHANNELS = ['VOICE', 'CHAT', 'TASK', 'EMAIL']
const LIMITS = { rowsMax: 1_000_000, timeMs: 120_000 }

export async function observedScenario(given: Given, env: Terminal['env']): Promise<JsonObject> {
  const channel = textOption(given, 'channel') ?? 'VOICE'
  if (!CHANNELS.includes(channel)) {
    throw new UseError(`--channel must be one of ${CHANNELS.join(', ')}.`)
  }
  const days = textOption(given, 'history-days') ?? '28'
  if (!/^[1-9]\d{0,3}$/.test(days)) {
    throw new UseError('--history-days must be a whole number from 1 to 9999.')
  }
  const place = {
    endpoint: textOption(given, 'endpoint'),
    instanceId: textOption(given, 'instance'),
  }
  const data = resolve(textOption(given, 'data') ?? env.PARLEY_DATA ?? './data')
  return withAnalytics(data, analytics =>
    askConnect(place, env, async (client, instanceId) => {
      const query = async (sql: string): Promise<SqlAnswer> => {
        const answer = await analytics.sql(sql, LIMITS)
        if ('refused' in answer) throw new UseError(answer.sentence)
        return answer
      }
      const timeZone = textOption(given, 'time-zone') ?? 'UTC'
      const options = { channel, days: Number(days), timeZone, query }
      return scenarioOf(await observe(client, instanceId, options))
    }),
  )
}
