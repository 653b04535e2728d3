// The overview in four numbers.
import type { Overview } from '../../src/api/contract/page-http.ts'

export interface LiveFigures {
  readonly waiting: number
  readonly oldestMs: number | undefined
  readonly inCalls: number
  /** Ready for the next call: in a status called Available, with nothing to do. */
  readonly available: number
}

const TALKING = ['CONNECTED', 'CONNECTED_ONHOLD']

export function liveFigures({ queues, agents }: Overview): LiveFigures {
  const waits = queues.flatMap(({ oldestMs }) => (oldestMs === undefined ? [] : [oldestMs]))
  return {
    waiting: queues.reduce((sum, queue) => sum + queue.waiting, 0),
    oldestMs: waits.length === 0 ? undefined : Math.max(...waits),
    inCalls: agents.filter(({ contacts }) => contacts.some(each => TALKING.includes(each.state)))
      .length,
    available: agents.filter(each => each.status === 'Available' && each.contacts.length === 0)
      .length,
  }
}
