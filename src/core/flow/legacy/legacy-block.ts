// A block ("module") of the export format that the service's old designer wrote, read leniently.
import type { Json, JsonObject } from '../../json.ts'
import { elementsOf, membersOf } from '../parameter.ts'
import { legacyValue } from './legacy-value.ts'

export interface LegacyBranch {
  /** Success, Error, Timeout, Evaluate … */
  readonly condition: string
  readonly to: string
  readonly operator: string
  readonly operand: string
}

interface LegacyParameter {
  readonly name: string
  readonly key: string
  /** As the flow language writes it: literal text or a JSONPath. */
  readonly value: string
  /** What the designer showed for a reference. */
  readonly shown: string
}

export class LegacyBlock {
  readonly id: string
  readonly type: string
  readonly target: string
  readonly branches: readonly LegacyBranch[]
  readonly metadata: JsonObject
  readonly #parameters: readonly LegacyParameter[]

  constructor(json: Json) {
    const { id, type, target, branches, parameters, metadata } = membersOf(json)
    this.id = textOr(id, '')
    this.type = textOr(type, '')
    this.target = textOr(target, '')
    this.branches = elementsOf(branches).map(readBranch)
    this.metadata = membersOf(metadata)
    this.#parameters = elementsOf(parameters).map(readParameter)
  }

  /** The first parameter of this name; undefined when there is none. */
  get(name: string): string | undefined {
    return this.#parameters.find(each => each.name === name)?.value
  }

  /** Is the parameter this word, in any case? */
  is(name: string, word: string): boolean {
    return this.get(name)?.toLowerCase() === word.toLowerCase()
  }

  /** All parameters of this name, in order. */
  all(name: string): readonly LegacyParameter[] {
    return this.#parameters.filter(each => each.name === name)
  }

  /** Parameters of this name as a map from their keys. */
  map(name: string): JsonObject {
    return Object.fromEntries(this.all(name).map(({ key, value }) => [key, value]))
  }

  /** Every parameter, for blocks nobody knows. */
  everything(): JsonObject {
    return Object.fromEntries(this.#parameters.map(({ name, value }) => [name, value]))
  }

  /** What the designer showed for the thing this parameter names. */
  shown(name: string): string {
    return this.#parameters.find(each => each.name === name)?.shown ?? ''
  }
}

function readBranch(json: Json): LegacyBranch {
  const { condition, transition, conditionType, conditionValue } = membersOf(json)
  return {
    condition: textOr(condition, ''),
    to: textOr(transition, ''),
    operator: textOr(conditionType, 'Equals'),
    operand: textOr(conditionValue, ''),
  }
}

function readParameter(json: Json): LegacyParameter {
  const { name, key, value, namespace, resourceName } = membersOf(json)
  return {
    name: textOr(name, ''),
    key: textOr(key, ''),
    value: legacyValue(textOr(value, ''), textOr(namespace, '')),
    shown: textOr(resourceName, ''),
  }
}

function textOr(json: Json | undefined, otherwise: string): string {
  if (json === true) return 'True'
  if (json === false) return 'False'
  return typeof json === 'string' || typeof json === 'number' ? String(json) : otherwise
}
