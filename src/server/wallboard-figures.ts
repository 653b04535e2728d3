// The numbers of a wallboard, asked of the API's own operations in the name of a user. Many screens that
// show the same board ask once in two seconds between them.
import type { DirectoryView } from '../core/directory/directory.ts'
import type { WallboardDocument } from '../core/directory/saved-report.ts'
import type { Json, JsonObject } from '../core/json.ts'
import type { Clock } from '../io/clock.ts'
import { type AskAsUserWorld, askAsUser } from './ask-as-user.ts'

export interface WallboardFiguresWorld extends AskAsUserWorld {
  readonly clock: Pick<Clock, 'now'>
  readonly directory: DirectoryView
  readonly instanceId: string
}

const FRESH_MS = 2_000
const KEPT_MAX = 500
const QUEUES_MAX = 100
const SERVICE_LEVEL_SECONDS = 60
const DAY_MS = 86_400_000

const LIVE = [
  'CONTACTS_IN_QUEUE',
  'OLDEST_CONTACT_AGE',
  'AGENTS_ONLINE',
  'AGENTS_AVAILABLE',
  'AGENTS_ON_CONTACT',
]
const PAST = ['CONTACTS_QUEUED', 'CONTACTS_HANDLED', 'CONTACTS_ABANDONED', 'AVG_QUEUE_ANSWER_TIME']

export function wallboardFigures(world: WallboardFiguresWorld) {
  const kept = new Map<
    string,
    { readonly at: number; readonly figures: Promise<JsonObject | undefined> }
  >()
  return (board: WallboardDocument, userId: string): Promise<JsonObject | undefined> => {
    const key = `${userId} ${board.QueueIds.join()}`
    const before = kept.get(key)
    const at = world.clock.now()
    if (before && at - before.at < FRESH_MS) return before.figures
    if (kept.size >= KEPT_MAX) kept.clear()
    const figures = ask(world, board, userId)
    kept.set(key, { at, figures })
    return figures
  }
}

interface Collection {
  readonly Metric?: { readonly Name?: string }
  readonly Value?: number
}

interface Result {
  readonly Dimensions?: { readonly Queue?: { readonly Id?: string } } & Readonly<
    Record<string, unknown>
  >
  readonly Collections?: readonly Collection[]
}

/** By queue, in the order of their names; ages and times in seconds. */
async function ask(
  world: WallboardFiguresWorld,
  { QueueIds }: WallboardDocument,
  userId: string,
): Promise<JsonObject | undefined> {
  const { directory, clock, instanceId } = world
  const ids = (QueueIds.length > 0 ? QueueIds : [...directory.list('queue')].map(({ id }) => id))
    .filter(id => directory.get('queue', id) !== undefined)
    .slice(0, QUEUES_MAX)
  const now = clock.now()
  if (ids.length === 0) return { at: now, queues: [] }
  const live = await call(world, userId, `/metrics/current/${instanceId}`, {
    Filters: { Queues: ids, Channels: ['VOICE', 'CHAT', 'TASK'] },
    Groupings: ['QUEUE'],
    CurrentMetrics: LIVE.map(Name => ({ Name })),
  })
  if (!live) return undefined
  // The last 24 hours: a wall has no time zone of its own.
  const past = await call(world, userId, '/metrics/data', {
    ResourceArn: world.instanceArn(),
    StartTime: (now - DAY_MS) / 1000,
    EndTime: now / 1000,
    Filters: [{ FilterKey: 'QUEUE', FilterValues: ids }],
    Groupings: ['QUEUE'],
    Metrics: [
      ...PAST.map(Name => ({ Name })),
      {
        Name: 'SERVICE_LEVEL',
        Threshold: [{ Comparison: 'LT', ThresholdValue: SERVICE_LEVEL_SECONDS }],
      },
    ],
  })
  const found = [...live, ...(past ?? [])]
  const queues = ids.map(id => {
    const values: Record<string, Json> = {}
    for (const { Dimensions, Collections = [] } of found) {
      if ((Dimensions?.Queue?.Id ?? Dimensions?.QUEUE) !== id) continue
      for (const { Metric, Value } of Collections) {
        if (Metric?.Name !== undefined && Value !== undefined) values[Metric.Name] = Value
      }
    }
    return { id, name: directory.get('queue', id)?.Name ?? id, values }
  })
  queues.sort((a, b) => a.name.localeCompare(b.name))
  return { at: now, queues }
}

/** The results of an operation; undefined when the user may not have them, or they cannot be told now. */
async function call(
  world: WallboardFiguresWorld,
  userId: string,
  rawPath: string,
  body: object,
): Promise<readonly Result[] | undefined> {
  const { status, answer } = await askAsUser<{ readonly MetricResults?: readonly Result[] }>(
    world,
    { userId, rawPath, body },
  )
  return status === 200 ? answer.MetricResults : undefined
}
