// What a running centre knows of its own traffic, as a scenario wants it: queues and routing profiles from
// its configuration, arrivals, waits, handling and staffing from its history.
import {
  type ConnectClient,
  DescribeQueueCommand,
  DescribeRoutingProfileCommand,
  paginateListQueues,
  paginateListRoutingProfileQueues,
  paginateListRoutingProfiles,
} from '@aws-sdk/client-connect'
import type { SqlAnswer } from '../analytics/sql-message.ts'
import type { Json } from '../core/json.ts'
import type { Observed, ObservedGroup, ObservedQueue } from '../twin/observed.ts'
import { UseError } from './command.ts'

export interface ObserveOptions {
  /** Contacts of one channel are looked at; agents are taken to serve it only. */
  readonly channel: string
  /** So many days back from now. */
  readonly days: number
  /** In whose days: `Europe/Berlin`. */
  readonly timeZone: string
}

const INTERVAL_MINUTES = 30
const INTERVALS = (24 * 60) / INTERVAL_MINUTES
const INTERVAL_MS = INTERVAL_MINUTES * 60_000

/** Answers a query over the history. */
export type Query = (sql: string) => Promise<SqlAnswer>

export async function observe(
  client: ConnectClient,
  instanceId: string,
  { query, ...options }: ObserveOptions & { readonly query: Query },
): Promise<Observed> {
  const history = new History(query, options)
  const days = await history.days()
  if (days === 0) {
    const { channel } = options
    throw new UseError(`No contact of the channel ${channel} was queued in ${options.days} days.`)
  }
  const queues = await observedQueues(client, instanceId, history)
  return {
    name: `What was seen in ${days} ${days === 1 ? 'day' : 'days'}`,
    days,
    intervalMinutes: INTERVAL_MINUTES,
    queues: queues.map(({ queue }) => queue),
    groups: await observedGroups(client, instanceId, { history, queues, channel: options.channel }),
  }
}

interface NamedQueue {
  readonly id: string
  readonly queue: ObservedQueue
}

async function observedQueues(
  client: ConnectClient,
  InstanceId: string,
  history: History,
): Promise<readonly NamedQueue[]> {
  const [arrivals, waits, handled] = [
    await history.arrivals(),
    await history.waits(),
    await history.handled(),
  ]
  const queues: NamedQueue[] = []
  for await (const page of paginateListQueues({ client }, { InstanceId })) {
    for (const { Id: id, Name: name } of page.QueueSummaryList ?? []) {
      const counts = arrivals.get(id ?? '')
      if (id === undefined || !counts) continue
      const asked = await client.send(new DescribeQueueCommand({ InstanceId, QueueId: id }))
      const maxContacts = asked.Queue?.MaxContacts
      const [waitedSeconds = 0, abandoned = 0] = waits.get(id) ?? []
      queues.push({
        id,
        queue: {
          name: name ?? id,
          ...(maxContacts !== undefined && { maxContacts }),
          arrivals: counts,
          handledSeconds: handled.get(id) ?? [],
          waitedSeconds,
          abandoned,
        },
      })
    }
  }
  return queues
}

async function observedGroups(
  client: ConnectClient,
  InstanceId: string,
  of: {
    readonly history: History
    readonly queues: readonly NamedQueue[]
    readonly channel: string
  },
): Promise<readonly ObservedGroup[]> {
  const staffed = await of.history.staffedHours()
  const groups: ObservedGroup[] = []
  for await (const page of paginateListRoutingProfiles({ client }, { InstanceId })) {
    for (const { Id: id = '', Name: name = id } of page.RoutingProfileSummaryList ?? []) {
      const staffedHours = staffed.get(id)
      if (!staffedHours) continue
      const about = { InstanceId, RoutingProfileId: id }
      const { RoutingProfile } = await client.send(new DescribeRoutingProfileCommand(about))
      const concurrency = RoutingProfile?.MediaConcurrencies?.find(
        ({ Channel }) => Channel === of.channel,
      )
      const serves: ObservedGroup['serves'][number][] = []
      for await (const served of paginateListRoutingProfileQueues({ client }, about)) {
        for (const each of served.RoutingProfileQueueConfigSummaryList ?? []) {
          const queue = of.queues.find(known => known.id === each.QueueId)?.queue.name
          if (queue === undefined || each.Channel !== of.channel) continue
          serves.push({ queue, priority: each.Priority ?? 1, delaySeconds: each.Delay ?? 0 })
        }
      }
      groups.push({ name, contactsAtOnce: concurrency?.Concurrency ?? 1, serves, staffedHours })
    }
  }
  return groups
}

/** The questions, each with its answer by queue or routing profile. */
class History {
  readonly #sql: Query
  readonly #channel: string
  readonly #since: string
  readonly #zone: string

  constructor(sql: Query, options: ObserveOptions) {
    this.#sql = sql
    this.#channel = quoted(options.channel)
    this.#zone = quoted(options.timeZone)
    this.#since = `now() - interval ${options.days} days`
  }

  async days(): Promise<number> {
    const { rows } = await this.#sql(
      `select count(distinct timezone(${this.#zone}, enqueued_at)::date) ${this.#stays}`,
    )
    return Number(rows[0]?.[0] ?? 0)
  }

  async arrivals(): Promise<ReadonlyMap<string, number[]>> {
    const { rows } = await this.#sql(
      `select queue_id, ${this.#interval('enqueued_at')} as slot, count(*) ${this.#stays} group by all`,
    )
    return bySlot(rows)
  }

  /** Seconds waited, and how many gave up. */
  async waits(): Promise<ReadonlyMap<string, readonly number[]>> {
    const { rows } = await this.#sql(
      `select queue_id, sum(left_at_ms - enqueued_at_ms) / 1000,
              count(*) filter (where outcome = 'abandoned') ${this.#stays} group by queue_id`,
    )
    return new Map(rows.map(([id, ...values]) => [String(id), values.map(Number)]))
  }

  /** Talk and after-contact work together. */
  async handled(): Promise<ReadonlyMap<string, number[]>> {
    const { rows } = await this.#sql(
      `select queue_id,
              (coalesce(after_contact_work_ended_at_ms, agent_left_at_ms)
                - connected_to_agent_at_ms) / 1000
       from contacts
       where channel = ${this.#channel} and enqueued_at >= ${this.#since} and queue_id is not null
         and connected_to_agent_at_ms is not null and agent_left_at_ms is not null`,
    )
    const handled = new Map<string, number[]>()
    for (const [id, seconds] of rows) {
      const known = handled.get(String(id))
      if (known) known.push(Number(seconds))
      else handled.set(String(id), [Number(seconds)])
    }
    return handled
  }

  /** Stretches of agents' time in which they took contacts, cut at the borders of the intervals. */
  async staffedHours(): Promise<ReadonlyMap<string, number[]>> {
    const { rows } = await this.#sql(
      `with cut as (
         select routing_profile_id, started_at_ms, ended_at_ms,
                unnest(range(started_at_ms // ${INTERVAL_MS}, (ended_at_ms - 1) // ${INTERVAL_MS} + 1)) as n
         from agent_states
         where status_type = 'ROUTABLE' and ended_at_ms > started_at_ms
           and started_at >= ${this.#since} and routing_profile_id is not null)
       select routing_profile_id,
              ${this.#interval(`make_timestamptz(n * ${INTERVAL_MS} * 1000)`)} as slot,
              sum(least(ended_at_ms, (n + 1) * ${INTERVAL_MS}) - greatest(started_at_ms, n * ${INTERVAL_MS}))
                / 3600000
       from cut group by all`,
    )
    return bySlot(rows)
  }

  get #stays(): string {
    return `from queue_stays where channel = ${this.#channel} and enqueued_at >= ${this.#since}`
  }

  /** Which interval of its day a moment is in. */
  #interval(at: string): string {
    const local = `timezone(${this.#zone}, ${at})`
    return `(extract(hour from ${local}) * 60 + extract(minute from ${local})) // ${INTERVAL_MINUTES}`
  }
}

function bySlot(rows: readonly (readonly Json[])[]): ReadonlyMap<string, number[]> {
  const found = new Map<string, number[]>()
  for (const [id, slot, value] of rows) {
    const key = String(id)
    const slots = found.get(key) ?? new Array<number>(INTERVALS).fill(0)
    slots[Number(slot)] = Number(value)
    found.set(key, slots)
  }
  return found
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
