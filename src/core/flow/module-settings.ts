// What a module says of itself: what it takes, what it gives back and by which branches. The service
// keeps it as text beside the content: `{"input":{"schema":…},"resultData":{"schema":…},
// "transitions":{"results":[{"name":…,"description":…}]}}`. FLOW_LANGUAGE §6.
import type { Json, JsonObject } from '../json.ts'
import { elementsOf, membersOf } from './parameter.ts'
import { error, type Problem } from './problem.ts'

const BRANCHES_MAX = 8
const SETTINGS_LENGTH_MAX = 256_000
const MEMBERS = new Set(['input', 'resultData', 'transitions'])

export interface ModuleSettings {
  /** Names of the branches that `Result` may name; undefined when nothing is said of them. */
  readonly results?: readonly string[]
  /** Names that `Input` must have. */
  readonly required: readonly string[]
  /** Names that `Input` may have; undefined when it may have any. */
  readonly inputs?: readonly string[]
}

export function readModuleSettings(
  text: string,
): { readonly settings: ModuleSettings } | { readonly problems: readonly Problem[] } {
  const json = parsed(text)
  if (json === undefined) {
    return {
      problems: [error('wrongSettings', 'Settings is not a JSON object: write {"input":…}.')],
    }
  }
  const problems = [...shapeProblems(json), ...resultProblems(json)].map(sentence =>
    error('wrongSettings', sentence),
  )
  if (problems.length > 0) return { problems }
  const schema = membersOf(membersOf(json.input).schema)
  const results = membersOf(json.transitions).results
  const isOpen = schema.properties === undefined || schema.additionalProperties === true
  return {
    settings: {
      required: elementsOf(schema.required).map(String),
      ...(!isOpen && { inputs: Object.keys(membersOf(schema.properties)) }),
      ...(results !== undefined && { results: elementsOf(results).map(nameOf) }),
    },
  }
}

function parsed(text: string): JsonObject | undefined {
  if (text.length > SETTINGS_LENGTH_MAX) return undefined
  try {
    const json = JSON.parse(text) as Json
    return isObject(json) ? json : undefined
  } catch {
    return undefined
  }
}

function shapeProblems(json: JsonObject): string[] {
  const sentences = Object.keys(json)
    .filter(name => !MEMBERS.has(name))
    .map(name => `Settings has no member ${name}: it has input, resultData and transitions.`)
  for (const name of ['input', 'resultData'] as const) {
    const of = json[name]
    if (of === undefined) continue
    const schema = membersOf(of).schema
    if (!isObject(schema)) sentences.push(`${name} needs a JSON schema as its member schema.`)
    else if (schema.type !== undefined && schema.type !== 'object') {
      sentences.push(`The schema of ${name} must be of type object.`)
    } else if (schema.required !== undefined && !isNames(schema.required)) {
      sentences.push(`required in the schema of ${name} must be a list of names.`)
    } else if (schema.properties !== undefined && !isObject(schema.properties)) {
      sentences.push(`properties in the schema of ${name} must be an object.`)
    }
  }
  return sentences
}

function resultProblems({ transitions }: JsonObject): string[] {
  if (transitions === undefined) return []
  const { results } = membersOf(transitions)
  if (!Array.isArray(results)) return ['transitions needs a list of results.']
  const names = results.map(nameOf)
  if (names.length > BRANCHES_MAX) return [`There are more than ${BRANCHES_MAX} results.`]
  if (names.some(name => name === '')) return ['Every result needs a name.']
  return new Set(names).size < names.length ? ['Two results have the same name.'] : []
}

function nameOf(result: Json): string {
  const { name } = membersOf(result)
  return typeof name === 'string' ? name : ''
}

function isNames(json: Json): boolean {
  return Array.isArray(json) && json.every(each => typeof each === 'string')
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
