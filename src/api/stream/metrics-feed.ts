// One subscription's numbers, followed for everybody who looks at it: what each cell and agent was last
// told to be, the deltas since, and the frames that carry them, made once however many look on.
import type { CentreView } from '../../core/centre-view.ts'
import type { Instant } from '../../core/instant.ts'
import { Measure } from '../../core/metrics/current-metric.ts'
import { type Cell, currentCells, measureCell } from '../current-metrics.ts'
import { cellsWanted, type Subscription } from './metrics-subscription.ts'
import { textFrame } from './text-frame.ts'

/** Deltas are kept for those who come back, so many and so much of them. */
const RING_DELTAS_MAX = 512
const RING_BYTES_MAX = 1_000_000

type Value = number | null

interface ToldCell {
  readonly cell: Cell
  values: readonly Value[]
}

/** What may have changed since the last look. */
export interface Look {
  readonly at: Instant
  /** The configuration is another, so anything may be. */
  readonly isFull: boolean
  readonly changedAgents: ReadonlySet<string>
  /** An agent as JSON, made once for all feeds; undefined when there is no such agent. */
  agentText(agentId: string): string | undefined
}

export class MetricsFeed {
  readonly name: string
  readonly subscription: Subscription
  readonly #centre: CentreView
  readonly #cells = new Map<string, ToldCell>()
  readonly #agents = new Map<string, string>()
  /** The frames of the last deltas, the newest with the present sequence number. */
  readonly #ring: Uint8Array[] = []
  #ringBytes = 0
  #sequence = 0
  #version = 0
  #snapshot: Uint8Array | undefined

  constructor(name: string, subscription: Subscription, centre: CentreView) {
    this.name = name
    this.subscription = subscription
    this.#centre = centre
  }

  get sequence(): number {
    return this.#sequence
  }

  /** Looks anew at what may have changed; answers the frame of the delta when something has. */
  look(look: Look): Uint8Array | undefined {
    const { metrics } = this.#centre
    const { cells, cellsGone } = this.#lookAtCells(look)
    const { agents, agentsGone } = this.#lookAtAgents(look)
    this.#version = metrics.version
    const changes = cells.length + cellsGone.length + agents.length + agentsGone.length
    if (changes === 0) return undefined
    this.#sequence++
    this.#snapshot = undefined
    const head = this.#head('delta', look.at)
    const gone = `"cellsGone":${JSON.stringify(cellsGone)},"agentsGone":${JSON.stringify(agentsGone)}`
    const frame = textFrame(`{${head},"cells":[${cells}],"agents":[${agents}],${gone}}`)
    this.#keep(frame)
    return frame
  }

  /** The frame of everything there is. */
  snapshot(at: Instant): Uint8Array {
    this.#snapshot ??= textFrame(this.#snapshotText(at))
    return this.#snapshot
  }

  /** The frames of the deltas after a sequence number; undefined when they are not kept any more. */
  since(sequence: number): readonly Uint8Array[] | undefined {
    const missed = this.#sequence - sequence
    if (missed < 0 || missed > this.#ring.length) return undefined
    return missed === 0 ? [] : this.#ring.slice(-missed)
  }

  #snapshotText(at: Instant): string {
    const cells = [...this.#cells].map(([name, { cell, values }]) => {
      return JSON.stringify({ cell: name, ...shownKey(cell), values: this.#named(values) })
    })
    const agents = [...this.#agents.values()]
    return `{${this.#head('snapshot', at)},"cells":[${cells}],"agents":[${agents}]}`
  }

  #head(type: string, at: Instant): string {
    return `"type":"${type}","stream":"${this.name}","sequence":${this.#sequence},"at":${at}`
  }

  #keep(frame: Uint8Array): void {
    this.#ring.push(frame)
    this.#ringBytes += frame.length
    while (this.#ring.length > RING_DELTAS_MAX || this.#ringBytes > RING_BYTES_MAX) {
      this.#ringBytes -= this.#ring.shift()?.length ?? 0
    }
  }

  #lookAtCells({ at, isFull }: Look): { cells: string[]; cellsGone: string[] } {
    const cellsGone = isFull ? this.#arrange() : []
    const cells: string[] = []
    for (const [name, told] of this.#cells) {
      const measure = new Measure(this.#centre.metrics, told.cell.scope)
      const isNew = told.values.length === 0
      if (!(isFull || isNew) && measure.changedAt <= this.#version) continue
      const values = this.#measured(told.cell, measure, at)
      const changed = this.#named(values, told.values)
      told.values = values
      if (Object.keys(changed).length === 0) continue
      const key = isNew ? shownKey(told.cell) : {}
      cells.push(JSON.stringify({ cell: name, ...key, values: changed }))
    }
    return { cells, cellsGone }
  }

  /** Makes the cells that the configuration asks for now. Answers those that are gone. */
  #arrange(): string[] {
    const wanted = cellsWanted(this.#centre, this.subscription)
    const now = new Map<string, Cell>()
    for (const cell of wanted ? currentCells(this.#centre, wanted) : []) {
      now.set(Object.values(cell.key).join(' '), cell)
    }
    for (const [name, cell] of now) {
      this.#cells.set(name, { cell, values: this.#cells.get(name)?.values ?? [] })
    }
    const gone = [...this.#cells.keys()].filter(name => !now.has(name))
    for (const name of gone) this.#cells.delete(name)
    return gone
  }

  #measured(cell: Cell, measure: Measure, at: Instant): Value[] {
    return this.subscription.metrics.map(metric => {
      if (metric === 'OLDEST_CONTACT_AGE') return measure.oldestSince ?? null
      return measureCell(this.#centre, cell, measure, metric, at) ?? null
    })
  }

  /** By name; without those that were so before. */
  #named(values: readonly Value[], before: readonly Value[] = []): Record<string, Value> {
    const named: Record<string, Value> = {}
    for (const [index, metric] of this.subscription.metrics.entries()) {
      const value = values[index] ?? null
      const name = metric === 'OLDEST_CONTACT_AGE' ? 'OLDEST_CONTACT_SINCE' : metric
      if (value !== before[index]) named[name] = value
    }
    return named
  }

  #lookAtAgents(look: Look): { agents: string[]; agentsGone: string[] } {
    const agents: string[] = []
    const agentsGone: string[] = []
    for (const agentId of this.#mayHaveChanged(look)) {
      const text = look.agentText(agentId)
      if (text === this.#agents.get(agentId)) continue
      if (text === undefined) {
        this.#agents.delete(agentId)
        agentsGone.push(agentId)
      } else {
        this.#agents.set(agentId, text)
        agents.push(text)
      }
    }
    return { agents, agentsGone }
  }

  *#mayHaveChanged({ isFull, changedAgents }: Look): Iterable<string> {
    const { agents } = this.subscription
    if (agents === undefined) return
    if (isFull) {
      yield* this.#agents.keys()
      if (agents !== 'all') yield* agents
      else for (const { agentId } of this.#centre.agents()) yield agentId
    } else if (agents === 'all') yield* changedAgents
    else yield* agents.filter(agentId => changedAgents.has(agentId))
  }
}

function shownKey({ key }: Cell) {
  const { queueId, channel, routingProfileId, statusId } = key
  return { queueId, channel, routingProfileId, statusId }
}
