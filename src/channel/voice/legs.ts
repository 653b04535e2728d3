import type { Leg } from './leg.ts'

/** The legs of a voice node, by id and by the stream they talk through. */
export class Legs {
  readonly #byId = new Map<string, Leg>()
  readonly #byStream = new Map<string, Leg>()

  get count(): number {
    return this.#byId.size
  }

  get(legId: string): Leg | undefined {
    return this.#byId.get(legId)
  }

  onStream(streamId: string): Leg | undefined {
    return this.#byStream.get(streamId)
  }

  all(): Iterable<Leg> {
    return this.#byId.values()
  }

  add(leg: Leg): void {
    this.#byId.set(leg.legId, leg)
    this.#byStream.set(leg.streamId, leg)
  }

  delete(leg: Leg): void {
    this.#byId.delete(leg.legId)
    if (this.#byStream.get(leg.streamId) === leg) this.#byStream.delete(leg.streamId)
  }

  /** Gives a leg another stream. */
  move(leg: Leg, streamId: string): void {
    if (this.#byStream.get(leg.streamId) === leg) this.#byStream.delete(leg.streamId)
    leg.streamId = streamId
    this.#byStream.set(streamId, leg)
  }
}
