// What a flow names outside of itself, and how those names are replaced when it comes to an instance.
import type { Json, JsonObject } from '../../json.ts'
import { actionRules } from '../action-rules.ts'
import { isPlaceholder, PLACEHOLDER } from '../check/check-parameters.ts'
import { pathsIn } from '../json-path.ts'
import { membersOf } from '../parameter.ts'
import type { ParameterRule } from '../rule/action-rule.ts'
import { actionsOf } from './flow-document.ts'

export interface FlowReference {
  readonly action: string
  /** For example `QueueId` or `EventHooks.CustomerQueue`. */
  readonly parameter: string
  /** queue, prompt, function …; `placeholder` when only a template knows. */
  readonly kind: string
  /** As the flow has it: an id, an ARN, a placeholder, or nothing at all. */
  readonly value: string
  /** What the designer showed for it; empty when it did not. */
  readonly name: string
}

/** From what a reference is called in the file to the id or ARN that stands for it. */
export type ReferenceMap = Readonly<Record<string, string>>

export interface BoundFlow {
  readonly flow: JsonObject
  readonly bound: readonly FlowReference[]
  /** References that the map does not have, among them those that are whole already. */
  readonly open: readonly FlowReference[]
}

/** A reference nobody can follow: empty, or with a placeholder in it. */
export function isUnbound({ value }: FlowReference): boolean {
  return value === '' || isPlaceholder(value)
}

/** Replaces what the map has. Paths that are read at run time are left alone. */
export function bindReferences(flow: JsonObject, map: ReferenceMap): BoundFlow {
  const binder = new Binder(map)
  const metadata = membersOf(membersOf(flow.Metadata).ActionMetadata)
  const Actions = actionsOf(flow).map(action => {
    const names = membersOf(metadata[String(action.Identifier)])
    const parameters = binder.parameters(action, names)
    return parameters === undefined ? action : { ...action, Parameters: parameters }
  })
  const { bound, open } = binder
  return { flow: bound.length === 0 ? flow : { ...flow, Actions }, bound, open }
}

/** Keys under which the map may have a reference, the most exact first. */
function keysOf({ action, parameter, kind, value, name }: FlowReference): readonly string[] {
  const bare = value.split('/').at(-1) ?? ''
  return [`${action}.${parameter}`, value, bare, `${kind}:${name}`, name].filter(key => key !== '')
}

class Binder {
  readonly bound: FlowReference[] = []
  readonly open: FlowReference[] = []
  readonly #map: ReferenceMap
  #action = ''
  #metadata: JsonObject = {}

  constructor(map: ReferenceMap) {
    this.#map = map
  }

  parameters(action: JsonObject, metadata: JsonObject): Json | undefined {
    this.#action = String(action.Identifier)
    this.#metadata = metadata
    if (action.Parameters === undefined) return undefined
    const rule: ParameterRule = {
      kind: 'object',
      parameters: actionRules.get(String(action.Type))?.parameters ?? {},
    }
    return this.#value(action.Parameters, rule, [])
  }

  #value(value: Json, rule: ParameterRule | undefined, path: readonly string[]): Json {
    if (typeof value === 'string') return this.#text(value, rule, path)
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) {
      const of = rule?.kind === 'list' ? rule.of : undefined
      return value.map((each: Json, index) => this.#value(each, of, [...path, String(index)]))
    }
    const members = Object.entries(value as JsonObject).map(([name, each]) => {
      return [
        name,
        each === undefined ? each : this.#value(each, memberRule(rule, name), [...path, name]),
      ]
    })
    return Object.fromEntries(members) as JsonObject
  }

  #text(value: string, rule: ParameterRule | undefined, path: readonly string[]): string {
    const kind = rule?.kind === 'text' ? (rule.reference ?? rule.names) : undefined
    if (kind === undefined) {
      return isPlaceholder(value) ? this.#placeholders(value, path) : value
    }
    if (pathsIn(value).length > 0) return value
    const reference = this.#reference(kind, value, path)
    const key = keysOf(reference).find(each => Object.hasOwn(this.#map, each))
    if (key === undefined && isPlaceholder(value)) return this.#placeholders(value, path, kind)
    if (key === undefined) this.open.push(reference)
    else this.bound.push(reference)
    return key === undefined ? value : (this.#map[key] ?? value)
  }

  /** Every placeholder in a text on its own; `${Name}` is `Name` in the map as well. */
  #placeholders(value: string, path: readonly string[], kind = 'placeholder'): string {
    let isOpen = false
    const filled = value.replace(PLACEHOLDER, mark => {
      const name = mark.replace(/^(\$\{|\{\{|%+|<<)|(\}\}?|%+|>>)$/g, '').trim()
      const key = [mark, name].find(each => Object.hasOwn(this.#map, each))
      if (key === undefined) isOpen = true
      return key === undefined ? mark : (this.#map[key] ?? mark)
    })
    const reference = this.#reference(kind, value, path)
    if (isOpen) this.open.push(reference)
    else this.bound.push(reference)
    return filled
  }

  #reference(kind: string, value: string, path: readonly string[]): FlowReference {
    const name = shownName(this.#metadata, path)
    return { action: this.#action, parameter: path.join('.'), kind, value, name }
  }
}

function memberRule(rule: ParameterRule | undefined, name: string): ParameterRule | undefined {
  if (rule?.kind === 'map') return rule.of
  if (rule?.kind !== 'object' || !rule.parameters) return undefined
  return Object.hasOwn(rule.parameters, name) ? rule.parameters[name] : undefined
}

/** What the designer showed: the newer one notes it per parameter, the older in members of its own. */
function shownName(metadata: JsonObject, path: readonly string[]): string {
  const [parameter = ''] = path
  const newer = membersOf(membersOf(metadata.parameters)[parameter]).displayName
  const older = { QueueId: 'queue', ContactFlowId: 'ContactFlow', EventHooks: 'contactFlow' }[
    parameter
  ]
  const noted = older === undefined ? undefined : membersOf(metadata[older]).text
  const prompt = parameter === 'PromptId' ? metadata.promptName : undefined
  return [newer, noted, prompt].find((each): each is string => typeof each === 'string') ?? ''
}
