// What the stream of metrics has told so far: every snapshot and delta goes in, the page reads what is.
import type {
  MetricsAgent,
  MetricsCell,
  MetricsDelta,
  MetricsSnapshot,
} from '../../../../src/api/contract/metrics-stream.ts'

export class MetricsBoard {
  readonly cells = new Map<string, MetricsCell>()
  /** An agent's row is another object only when something about the agent is. */
  readonly agents = new Map<string, MetricsAgent>()
  #place: { readonly stream: string; readonly sequence: number } | undefined

  /** What was seen last, to go on from after a lost connection. */
  get place(): { readonly stream: string; readonly sequence: number } | undefined {
    return this.#place
  }

  /** False when a message between has been missed, and everything must be asked for again. */
  tell(message: MetricsSnapshot | MetricsDelta): boolean {
    if (message.type === 'delta' && this.#knows(message)) return true
    if (message.type === 'snapshot') {
      this.cells.clear()
      this.agents.clear()
    } else if (!this.#follows(message)) return false
    else {
      for (const cell of message.cellsGone) this.cells.delete(cell)
      for (const agent of message.agentsGone) this.agents.delete(agent)
    }
    const { stream, sequence } = message
    this.#place = { stream, sequence }
    for (const cell of message.cells) {
      const before = this.cells.get(cell.cell)
      const values = { ...before?.values, ...cell.values }
      this.cells.set(cell.cell, { ...before, ...cell, values })
    }
    for (const agent of message.agents) this.agents.set(agent.agentId, agent)
    return true
  }

  /** Told twice, for it was asked for twice. */
  #knows({ stream, sequence }: MetricsDelta): boolean {
    return this.#place?.stream === stream && sequence <= this.#place.sequence
  }

  #follows({ stream, sequence }: MetricsDelta): boolean {
    return this.#place?.stream === stream && this.#place.sequence + 1 === sequence
  }
}
