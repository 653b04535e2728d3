// How contacts went through a flow: one contact's way, and the counts of many.

/** As `GET /api/flows/<id>/traffic` answers it. */
export interface FlowTraffic {
  readonly since: string
  /** How many contacts came into it. */
  readonly contacts: number
  /** By block, by branch: how often it was taken. */
  readonly blocks: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Contacts that are in it now, some of them. */
  readonly now: readonly string[]
}

/** One block that a contact came to; the last one has no branch while the contact is there. */
export interface PathStep {
  readonly flowId: string
  readonly block: string
  readonly branch?: string
  readonly at: string
}

/** As `GET /api/contacts/<id>/flow-path` answers it. */
export interface FlowPath {
  readonly contactId: string
  readonly isInProgress: boolean
  /** Flows run for its customer now. */
  readonly isInFlow: boolean
  readonly steps: readonly PathStep[]
}

/** What is lit on the canvas. */
export interface Lit {
  readonly blocks: ReadonlySet<string>
  /** `<block> <branch>`. */
  readonly ways: ReadonlySet<string>
  /** Where the contact is now. */
  readonly at?: string
}

export const NOTHING_LIT: Lit = { blocks: new Set(), ways: new Set() }

export function litBy(
  steps: readonly Pick<PathStep, 'flowId' | 'block' | 'branch'>[],
  flowId: string,
): Lit {
  const blocks = new Set<string>()
  const ways = new Set<string>()
  for (const { flowId: of, block, branch } of steps) {
    if (of !== flowId) continue
    blocks.add(block)
    if (branch !== undefined) ways.add(wayName(block, branch))
  }
  const last = steps.findLast(each => each.flowId === flowId)
  const isHere = last !== undefined && last.branch === undefined
  return { blocks, ways, ...(isHere && { at: last.block }) }
}

export function wayName(block: string, branch: string): string {
  return `${block} ${branch}`
}

/** From 0 for a way nobody took to 1 for the busiest of the flow. */
export function heatOf(traffic: FlowTraffic): (block: string, branch: string) => number {
  const busiest = Math.max(1, ...Object.values(traffic.blocks).flatMap(each => Object.values(each)))
  return (block, branch) => Math.sqrt((traffic.blocks[block]?.[branch] ?? 0) / busiest)
}

export function countOf(traffic: FlowTraffic, block: string, branch: string): number {
  return traffic.blocks[block]?.[branch] ?? 0
}
