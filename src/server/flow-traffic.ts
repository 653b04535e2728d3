// How contacts go through flows: by which branches in the last 24 hours, and the way of each contact
// that goes on or has just ended. Kept beside the centre's state and never waited for: the counts
// are written to a file now and then, the ways are of this process alone.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Leave } from '../core/flow/action-kind.ts'
import type { FlowPlace, FlowProbe } from '../core/flow/flow-probe.ts'
import type { Instant } from '../core/instant.ts'
import { branchTaken } from '../flow-test/branches.ts'
import type { Clock } from '../io/clock.ts'

const HOUR_MS = 3_600_000
const HOURS = 24
const CONTACTS_MAX = 5_000
/** Of a contact that goes round and round, what it did last. */
const STEPS_MAX = 400
const WRITE_EVERY_MS = 60_000

export interface FlowStep {
  /** The flow or module. */
  readonly flowId: string
  readonly block: string
  /** Epoch milliseconds. */
  readonly at: Instant
  readonly role: 'customer' | 'agent'
  /** Absent while the contact is there, and when it was taken out of the flow there. */
  branch?: string
}

export interface FlowCounts {
  /** Contacts that came into it. */
  contacts: number
  /** By block, by branch. */
  blocks: Record<string, Record<string, number>>
}

/** By flow; objects without a prototype, for blocks may be called anything. */
type Bucket = Record<string, FlowCounts>

export class FlowTraffic implements FlowProbe {
  readonly #clock: Pick<Clock, 'now'>
  /** By hour since 1970. */
  readonly #buckets = new Map<number, Bucket>()
  readonly #ways = new Map<string, FlowStep[]>()

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock
  }

  entered({ contactId, flowId, action, role }: FlowPlace): void {
    const way = this.#wayOf(contactId)
    if (!way.some(each => each.flowId === flowId)) this.#countsNow(flowId).contacts++
    way.push({ flowId, block: action.identifier, at: this.#clock.now(), role })
    if (way.length > STEPS_MAX) way.shift()
  }

  left(
    { contactId, flowId, action }: FlowPlace,
    leave: Leave | 'ended',
    next: string | undefined,
  ): void {
    const branch = branchTaken(action, leave, next)
    const { blocks } = this.#countsNow(flowId)
    const block = memberOf(blocks, action.identifier, bare<number>)
    block[branch] = (block[branch] ?? 0) + 1
    const step = this.#ways
      .get(contactId)
      ?.findLast(each => each.flowId === flowId && each.block === action.identifier)
    if (step) step.branch = branch
  }

  /** Of the last 24 hours; the hour that has begun counts as one. */
  countsOf(flowId: string): FlowCounts & { readonly since: Instant } {
    const now = this.#hour()
    const sum: FlowCounts = { contacts: 0, blocks: bare() }
    for (const [hour, bucket] of this.#buckets) {
      const counts = bucket[flowId]
      if (hour <= now - HOURS || !counts) continue
      sum.contacts += counts.contacts
      for (const [block, branches] of Object.entries(counts.blocks)) {
        const into = memberOf(sum.blocks, block, bare<number>)
        for (const [branch, count] of Object.entries(branches)) {
          into[branch] = (into[branch] ?? 0) + count
        }
      }
    }
    return { ...sum, since: (now - HOURS + 1) * HOUR_MS }
  }

  wayOf(contactId: string): readonly FlowStep[] | undefined {
    return this.#ways.get(contactId)
  }

  /** Contacts whose latest step is in the flow, the latest first. */
  latestIn(flowId: string, most: number): readonly string[] {
    const found: string[] = []
    for (const [contactId, way] of [...this.#ways].reverse()) {
      if (way.at(-1)?.flowId === flowId) found.push(contactId)
      if (found.length === most) break
    }
    return found
  }

  /** The counts as text, and back. A text that is none is as good as no counts. */
  toText(): string {
    return JSON.stringify([...this.#buckets])
  }

  readText(text: string): void {
    const hours = JSON.parse(text) as unknown
    if (!Array.isArray(hours)) return
    for (const [hour, bucket] of hours as readonly (readonly [number, Bucket])[]) {
      if (Number.isInteger(hour)) this.#buckets.set(hour, withoutPrototypes(bucket))
    }
  }

  #wayOf(contactId: string): FlowStep[] {
    const known = this.#ways.get(contactId)
    if (known) return known
    const way: FlowStep[] = []
    this.#ways.set(contactId, way)
    if (this.#ways.size > CONTACTS_MAX) {
      const [oldest] = this.#ways.keys()
      if (oldest !== undefined) this.#ways.delete(oldest)
    }
    return way
  }

  #countsNow(flowId: string): FlowCounts {
    const hour = this.#hour()
    let bucket = this.#buckets.get(hour)
    if (!bucket) {
      bucket = bare()
      this.#buckets.set(hour, bucket)
      for (const each of this.#buckets.keys()) if (each <= hour - HOURS) this.#buckets.delete(each)
    }
    return memberOf(bucket, flowId, () => ({ contacts: 0, blocks: bare() }))
  }

  #hour(): number {
    return Math.floor(this.#clock.now() / HOUR_MS)
  }
}

/** What is under the name, made when there is nothing yet. */
function memberOf<Value>(of: Record<string, Value>, name: string, make: () => Value): Value {
  const known = of[name]
  if (known !== undefined) return known
  const made = make()
  of[name] = made
  return made
}

function bare<Value>(): Record<string, Value> {
  return Object.create(null) as Record<string, Value>
}

function withoutPrototypes(bucket: Bucket): Bucket {
  return Object.assign(
    bare<FlowCounts>(),
    Object.fromEntries(
      Object.entries(bucket).map(([flowId, { contacts, blocks }]) => {
        const named = Object.entries(blocks).map(([block, branches]) => {
          return [block, Object.assign(bare<number>(), branches)]
        })
        return [flowId, { contacts, blocks: Object.assign(bare(), Object.fromEntries(named)) }]
      }),
    ),
  )
}

/** Reads what was counted before, and writes down every minute what there is. Answers how to end. */
export async function openFlowTraffic(
  clock: Clock,
  file: string,
  failed: (error: unknown) => void,
): Promise<{ readonly traffic: FlowTraffic; close(): Promise<void> }> {
  const traffic = new FlowTraffic(clock)
  try {
    traffic.readText(await readFile(file, 'utf8'))
  } catch {
    // The first start, or a file that was cut off: counting begins anew.
  }
  const write = async () => {
    try {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      await writeFile(`${file}.new`, traffic.toText(), { mode: 0o600 })
      await rename(`${file}.new`, file)
    } catch (error) {
      failed(error)
    }
  }
  let cancel = () => {}
  const arm = () => {
    cancel = clock.schedule(clock.now() + WRITE_EVERY_MS, () => void write().then(arm))
  }
  arm()
  return {
    traffic,
    async close() {
      cancel()
      await write()
    },
  }
}
