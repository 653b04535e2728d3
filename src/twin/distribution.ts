// How long things take in a simulation, and the dice that decide it.
import { Chance } from '../core/chance.ts'

export type Distribution =
  | { readonly kind: 'exponential'; readonly meanMs: number }
  | { readonly kind: 'deterministic'; readonly meanMs: number }
  /** `scv`: variance divided by the square of the mean. */
  | { readonly kind: 'lognormal'; readonly meanMs: number; readonly scv: number }
  /** One of these, each as likely as the other. */
  | { readonly kind: 'empirical'; readonly valuesMs: readonly number[] }

/** Dice of one stream of events; streams of the same seed with other names are independent. */
export class Dice {
  readonly #chance: Chance

  constructor(seed: number, stream: number) {
    this.#chance = new Chance([seed, stream, 0x9e3779b9, 0x7f4a7c15])
    // The first numbers of a generator with a poor seed are poor as well.
    for (let count = 0; count < 32; count++) this.#chance.next()
  }

  /** At least 0, less than 1. */
  uniform(): number {
    const high = this.#chance.next() >>> 5
    const low = this.#chance.next() >>> 6
    return (high * 67_108_864 + low) / 9_007_199_254_740_992
  }

  /** Milliseconds. */
  draw(distribution: Distribution): number {
    switch (distribution.kind) {
      case 'deterministic':
        return distribution.meanMs
      case 'exponential':
        return -Math.log(1 - this.uniform()) * distribution.meanMs
      case 'empirical': {
        const { valuesMs } = distribution
        return valuesMs[Math.floor(this.uniform() * valuesMs.length)] ?? 0
      }
      case 'lognormal': {
        const variance = Math.log(1 + distribution.scv)
        return distribution.meanMs * Math.exp(Math.sqrt(variance) * this.#normal() - variance / 2)
      }
    }
  }

  #normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()))
    return radius * Math.cos(2 * Math.PI * this.uniform())
  }
}
