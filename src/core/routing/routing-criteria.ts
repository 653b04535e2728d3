// Routing criteria as the service writes them: steps, each with what it asks of an agent and how long
// it asks that. Read here from JSON into what the router and the contact keep.
import type { Instant } from '../instant.ts'
import { seconds } from '../instant.ts'
import type { Json, JsonObject } from '../json.ts'
import { type Criterion, skillName } from './criterion.ts'

/** What a contact asks of the agents of its queue, one step after the other. */
export interface RoutingCriteria {
  readonly steps: readonly RoutingStep[]
  /** How many criteria the contact had before. */
  readonly index: number
  /** Since when the first step holds: when the contact came into the queue. */
  readonly activatedAt?: Instant
}

export interface RoutingStep {
  /** In the service's own JSON, as it is shown. */
  readonly expression: JsonObject
  readonly criterion: Criterion
  /** Without one the step holds for ever. */
  readonly durationMs?: number
}

/** How values are read: a flow's may be JSONPaths. */
export interface ValueReader {
  text(value: Json | undefined): string
  value(value: Json | undefined): Json | undefined
}

/** Values that are what they are. */
export const plainValues: ValueReader = {
  text: value => String(value ?? ''),
  value: value => value,
}

const STEPS_MAX = 30
const DEPTH_MAX = 5
const CONDITIONS_MAX = 50
const LEVEL_MIN = 1
const LEVEL_MAX = 5
const NAME_LENGTH_MAX = 128

/** The steps, or a sentence that says what is wrong with them. */
export function readRoutingSteps(
  json: Json | undefined,
  values: ValueReader,
): { readonly steps: readonly RoutingStep[] } | { readonly problem: string } {
  try {
    return { steps: new Reader(values).steps(json) }
  } catch (error) {
    if (error instanceof Malformed) return { problem: error.message }
    throw error
  }
}

class Malformed extends Error {}

class Reader {
  readonly #values: ValueReader
  #conditions = 0

  constructor(values: ValueReader) {
    this.#values = values
  }

  steps(json: Json | undefined): RoutingStep[] {
    const { Steps } = objectOf(parsed(this.#values.value(json)), 'Routing criteria')
    const steps = parsed(this.#values.value(Steps))
    if (!Array.isArray(steps) || steps.length === 0) throw new Malformed('There are no steps.')
    if (steps.length > STEPS_MAX) throw new Malformed(`There are more than ${STEPS_MAX} steps.`)
    return steps.map((each: Json) => this.#step(objectOf(each, 'A step')))
  }

  #step({ Expression, Expiry }: JsonObject): RoutingStep {
    const { expression, criterion } = this.#expression(Expression, 1)
    if (Expiry === undefined || Expiry === null) return { expression, criterion }
    const { DurationInSeconds } = objectOf(Expiry, 'Expiry')
    if (DurationInSeconds === undefined) return { expression, criterion }
    const duration = Number(this.#values.text(DurationInSeconds))
    if (!Number.isInteger(duration) || duration <= 0) {
      throw new Malformed('DurationInSeconds is no whole number of seconds.')
    }
    return { expression, criterion, durationMs: seconds(duration) }
  }

  #expression(json: Json | undefined, depth: number): Read {
    const given = objectOf(json, 'An expression')
    if (depth > DEPTH_MAX) throw new Malformed(`Expressions nest deeper than ${DEPTH_MAX}.`)
    const names = Object.keys(given).filter(name => given[name] != null)
    const [name] = names
    if (name === undefined || names.length > 1) {
      throw new Malformed('An expression is one condition, or a list of expressions.')
    }
    switch (name) {
      case 'AttributeCondition': {
        const { json: condition, criterion } = this.#condition(given[name])
        return { expression: { [name]: condition }, criterion }
      }
      case 'NotAttributeCondition': {
        const { json: condition, criterion } = this.#condition(given[name])
        return { expression: { [name]: condition }, criterion: { not: criterion } }
      }
      case 'AndExpression':
      case 'OrExpression': {
        const list = given[name]
        if (!Array.isArray(list) || list.length === 0) throw new Malformed(`${name} is empty.`)
        const read = list.map((each: Json) => this.#expression(each, depth + 1))
        const criteria = read.map(each => each.criterion)
        return {
          expression: { [name]: read.map(each => each.expression) },
          criterion: name === 'AndExpression' ? { all: criteria } : { any: criteria },
        }
      }
      default:
        throw new Malformed(`${name} is no expression.`)
    }
  }

  #condition(json: Json | undefined): { readonly json: JsonObject; readonly criterion: Criterion } {
    const given = objectOf(json, 'A condition')
    this.#conditions++
    if (this.#conditions > CONDITIONS_MAX) {
      throw new Malformed(`There are more than ${CONDITIONS_MAX} conditions.`)
    }
    if (given.MatchCriteria != null) return this.#agents(given)
    const [Name, Value] = [this.#name(given.Name), this.#name(given.Value)]
    const operator = this.#values.text(given.ComparisonOperator)
    const skill = skillName(Name, Value)
    if (given.Range != null) {
      const range = objectOf(given.Range, 'Range')
      const [min, max] = [range.MinProficiencyLevel, range.MaxProficiencyLevel].map(each =>
        this.#level(each),
      ) as [number, number]
      if (min > max) throw new Malformed('The least level of a range is above the greatest.')
      if (operator !== 'Range') throw new Malformed('A range is compared by Range.')
      const Range = { MinProficiencyLevel: min, MaxProficiencyLevel: max }
      return {
        json: { Name, Value, Range, ComparisonOperator: operator },
        criterion: { skill, min, max },
      }
    }
    if (operator !== 'NumberGreaterOrEqualTo') {
      throw new Malformed('A level is compared by NumberGreaterOrEqualTo.')
    }
    const ProficiencyLevel = this.#level(given.ProficiencyLevel)
    return {
      json: { Name, Value, ProficiencyLevel, ComparisonOperator: operator },
      criterion: { skill, min: ProficiencyLevel, max: LEVEL_MAX },
    }
  }

  #agents(given: JsonObject): { readonly json: JsonObject; readonly criterion: Criterion } {
    const { AgentsCriteria } = objectOf(given.MatchCriteria, 'MatchCriteria')
    const { AgentIds } = objectOf(AgentsCriteria, 'AgentsCriteria')
    const ids = this.#values.value(AgentIds)
    const list = Array.isArray(ids) ? (ids as readonly Json[]) : [ids]
    const agents = list.map(each => bareId(this.#values.text(each)))
    if (agents.length === 0 || agents.includes('')) throw new Malformed('An agent has no id.')
    if (this.#values.text(given.ComparisonOperator ?? 'Match') !== 'Match') {
      throw new Malformed('Agents are compared by Match.')
    }
    return {
      json: {
        MatchCriteria: { AgentsCriteria: { AgentIds: agents } },
        ComparisonOperator: 'Match',
      },
      criterion: { agents },
    }
  }

  #name(json: Json | undefined): string {
    const text = this.#values.text(json)
    if (text === '' || text.length > NAME_LENGTH_MAX) {
      throw new Malformed('A condition needs a Name and a Value.')
    }
    return text
  }

  #level(json: Json | undefined): number {
    const level = Number(this.#values.text(json) || Number.NaN)
    if (!(level >= LEVEL_MIN && level <= LEVEL_MAX)) {
      throw new Malformed(`A proficiency level is a number from ${LEVEL_MIN} to ${LEVEL_MAX}.`)
    }
    return level
  }
}

interface Read {
  readonly expression: JsonObject
  readonly criterion: Criterion
}

/** Functions that know only texts give a document as one. */
function parsed(json: Json | undefined): Json | undefined {
  if (typeof json !== 'string') return json
  try {
    return JSON.parse(json) as Json
  } catch {
    throw new Malformed('Routing criteria are no JSON.')
  }
}

function objectOf(json: Json | undefined, what: string): JsonObject {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as JsonObject
  throw new Malformed(`${what} is no object.`)
}

function bareId(idOrArn: string): string {
  return idOrArn.slice(idOrArn.lastIndexOf('/') + 1)
}

/** Which step holds at a moment; as many as there are when all have expired. */
export function stepAt({ steps, activatedAt }: RoutingCriteria, at: Instant): number {
  let until = activatedAt ?? at
  for (const [index, { durationMs }] of steps.entries()) {
    if (durationMs === undefined) return index
    until += durationMs
    if (at < until) return index
  }
  return steps.length
}

/** When a step ends by itself; undefined when it does not, or has not begun. */
export function stepExpiresAt(
  { steps, activatedAt }: RoutingCriteria,
  index: number,
): Instant | undefined {
  if (activatedAt === undefined) return undefined
  let until = activatedAt
  for (const { durationMs } of steps.slice(0, index + 1)) {
    if (durationMs === undefined) return undefined
    until += durationMs
  }
  return index < steps.length ? until : undefined
}
