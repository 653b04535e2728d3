// Programs that no contact waits for: some always run, others from when there is something for them to
// do. None of them is started before those that take calls are ready.
import type { Child } from './child.ts'

export interface OtherProgramsOptions {
  /** Those that always run, by name. */
  readonly always: readonly string[]
  readonly whenWanted: readonly string[]
  child(name: string): Child
  report(line: string): void
}

export class OtherPrograms {
  readonly #options: OtherProgramsOptions
  readonly #wanted: Set<string>
  readonly #running = new Map<string, Child>()
  #phase: 'before' | 'open' | 'over' = 'before'

  constructor(options: OtherProgramsOptions) {
    this.#options = options
    this.#wanted = new Set(options.always)
  }

  /** There is something to do for one of them. */
  want(name: string): void {
    if (!this.#options.whenWanted.includes(name)) return
    this.#wanted.add(name)
    this.#startWanted()
  }

  start(): void {
    this.#phase = 'open'
    this.#startWanted()
  }

  async stop(waitMs: number): Promise<void> {
    this.#phase = 'over'
    await Promise.all([...this.#running.values()].map(each => each.stop(waitMs)))
  }

  #startWanted(): void {
    if (this.#phase !== 'open') return
    const { child, report } = this.#options
    for (const name of this.#wanted) {
      if (this.#running.has(name)) continue
      const started = child(name)
      this.#running.set(name, started)
      started.start().catch(error => report(error instanceof Error ? error.message : String(error)))
    }
  }
}
