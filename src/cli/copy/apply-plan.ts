// Does what a plan says: first everything is made, then filled, for things refer to each other in circles.
import type { JsonObject } from '../../core/json.ts'
import { UseError } from '../command.ts'
import { kinds } from './kinds.ts'
import type { Names } from './names.ts'
import type { Step } from './plan.ts'
import type { Instance } from './thing.ts'

/** @param done hears of each step. Stops at the first refusal; done again, it goes on from there. */
export async function applyPlan(
  of: Instance,
  steps: readonly Step[],
  names: Names,
  done: (step: Step) => void,
): Promise<void> {
  const made = new Set(steps.map(({ thing: { kind, name } }) => `${kind} ${name.toLowerCase()}`))
  for (const { thing } of steps) {
    const missing = names
      .missing(thing.document)
      .find(({ kind, name }) => !made.has(`${kind} ${name.toLowerCase()}`))
    if (missing) {
      throw new UseError(
        `${thing.kind} ${thing.name}: there is no ${missing.kind} ${missing.name}.`,
      )
    }
  }
  for (const step of steps) {
    if (step.does === 'make') await naming(step, () => make(of, step, names))
  }
  for (const step of steps) {
    const { kind } = step.thing
    if (step.does === 'change' || kinds[kind].inTwoSteps)
      await naming(step, () => fill(of, step, names))
    done(step)
  }
}

async function make(of: Instance, { thing }: Step, names: Names): Promise<void> {
  const { kind, name } = thing
  const copyOf = kinds[kind]
  // What comes later may be named in a part that `make` leaves out.
  const document = copyOf.inTwoSteps
    ? names.toIdsWhereThere(thing.document)
    : names.toIds(thing.document)
  names.add({ kind, name, ...(await copyOf.make(of, name, document as JsonObject)) })
}

async function fill(of: Instance, { thing }: Step, names: Names): Promise<void> {
  const { kind, name } = thing
  const placed = names.find(kind, name)
  if (placed) await kinds[kind].fill(of, placed, names.toIds(thing.document) as JsonObject)
}

async function naming({ thing }: Step, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new UseError(`${thing.kind} ${thing.name}: ${error.message}`)
  }
}
