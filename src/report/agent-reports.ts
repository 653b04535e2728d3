// Reports of agents' days: when they came and went, and what they did in between.
import type { Cell } from '../api/contract/report-table.ts'
import type { Json } from '../core/json.ts'
import { agentNames, column, type ReportPart, type ReportTask, ROWS_MAX } from './report-task.ts'
import { type SignInEvent, sessionsOf } from './sign-ins.ts'
import { type StatusStretch, timeInStatus, withOpenStretches } from './time-in-status.ts'

export async function signIns(task: ReportTask): Promise<ReportPart> {
  const { world, words, request } = task
  const { from, until } = request
  const rows = await world.reader.report({
    of: 'signIns',
    from,
    until,
    rowsMax: ROWS_MAX,
    agentIds: idsOf(task),
  })
  const agents = agentNames(task)
  const end = Math.min(until, world.now())
  return {
    columns: [
      ...agents.columns,
      column(words, 'signedIn', 'moment'),
      column(words, 'signedOut', 'moment'),
      column(words, 'duration', 'duration'),
    ],
    rows: sessionsOf(rows.map(eventOf), from).flatMap(session => {
      const names = agents.of(session.agentId)
      const { signedInAt, signedOutAt = null } = session
      return names ? [[...names, signedInAt, signedOutAt, (signedOutAt ?? end) - signedInAt]] : []
    }),
    isCut: rows.length >= ROWS_MAX,
  }
}

export async function agentActivity(task: ReportTask): Promise<ReportPart> {
  const { words } = task
  const { stretches, isCut } = await stretchesOf(task)
  const agents = agentNames(task)
  return {
    columns: [
      ...agents.columns,
      column(words, 'status'),
      column(words, 'from', 'moment'),
      column(words, 'until', 'moment'),
      column(words, 'duration', 'duration'),
      column(words, 'onContact', 'duration'),
    ],
    rows: stretches.flatMap(({ agentId, statusName, from, until, contactMs }) => {
      const names = agents.of(agentId)
      return names ? [[...names, statusName, from, until, until - from, contactMs]] : []
    }),
    isCut,
  }
}

export async function timeInEachStatus(task: ReportTask): Promise<ReportPart> {
  const { words, request } = task
  const { stretches, isCut } = await stretchesOf(task)
  const agents = agentNames(task)
  const seen = stretches.filter(({ agentId }) => agents.of(agentId) !== undefined)
  const statuses = [...new Set(seen.map(({ statusName }) => statusName))].sort((a, b) =>
    a.localeCompare(b),
  )
  // 2026-11-21: sorted as it is read, in every language.
  const day = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: request.zone })
  return {
    columns: [
      ...agents.columns,
      column(words, 'day'),
      ...statuses.map(name => ({ id: `status:${name}`, header: name, kind: 'duration' as const })),
    ],
    rows: timeInStatus(seen, request.zone).map(({ agentId, day: begun, ms }): Cell[] => [
      ...(agents.of(agentId) ?? []),
      day.format(begun),
      ...statuses.map(name => ms.get(name) ?? 0),
    ]),
    isCut,
  }
}

async function stretchesOf(task: ReportTask) {
  const { world, request } = task
  const { from, until } = request
  const agentIds = idsOf(task)
  const open = [...world.centre.openStretches(world.now())].flatMap((each): StatusStretch[] => {
    if (agentIds && !agentIds.includes(each.agentId)) return []
    const [begun, ended] = [Math.max(each.from, from), Math.min(each.until, until)]
    const contactMs = each.activity === 'contact' ? ended - begun : 0
    return begun < ended ? [{ ...each, from: begun, until: ended, contactMs }] : []
  })
  // What ends from now on is in history soon and must not be there twice; what has just ended must be there.
  const upTo = world.lastEntry()
  await world.durable()
  const rows = await world.reader.report({
    of: 'statuses',
    from,
    until,
    upTo,
    rowsMax: ROWS_MAX,
    agentIds,
  })
  const all = withOpenStretches(rows.map(stretchOf), open)
  return {
    stretches: all.filter(({ statusType }) => statusType !== 'OFFLINE'),
    isCut: rows.length >= ROWS_MAX,
  }
}

function idsOf({ request }: ReportTask): readonly string[] | undefined {
  return request.ids.length > 0 ? request.ids : undefined
}

function eventOf([agentId, type, at]: readonly Json[]): SignInEvent {
  return { agentId: String(agentId), type: type === 'LOGIN' ? 'LOGIN' : 'LOGOUT', at: Number(at) }
}

function stretchOf(row: readonly Json[]): StatusStretch {
  const [agentId, statusId, statusName, statusType, from, until, contactMs] = row
  return {
    agentId: String(agentId),
    statusId: String(statusId),
    statusName: String(statusName),
    statusType: String(statusType),
    from: Number(from),
    until: Number(until),
    contactMs: Number(contactMs),
  }
}
