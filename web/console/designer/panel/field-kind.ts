// How a parameter is filled in, from what its action accepts.
import { membersOf } from '../../../../src/core/flow/parameter.ts'
import type { Members, ParameterRule } from '../../../../src/core/flow/rule/action-rule.ts'
import type { Json, JsonObject } from '../../../../src/core/json.ts'
import type { ThingKind } from '../use-things.ts'

export type FieldKind =
  | { readonly is: 'words'; readonly words: readonly string[] }
  | { readonly is: 'thing'; readonly of: ThingKind; readonly mayBePath: boolean }
  | { readonly is: 'path' }
  | { readonly is: 'number'; readonly min: number; readonly max: number }
  | { readonly is: 'truth' }
  | { readonly is: 'text'; readonly isLong: boolean }
  | { readonly is: 'members'; readonly members: Members }
  | { readonly is: 'map'; readonly of: ParameterRule }
  | { readonly is: 'list'; readonly of: ParameterRule }
  | { readonly is: 'lines' }
  | { readonly is: 'manyWords'; readonly words: readonly string[] }
  | { readonly is: 'json' }

const LONG: ReadonlySet<string> = new Set(['Text', 'SSML', 'Description', 'Content'])
const OUTSIDE: Readonly<Record<string, ThingKind>> = {
  function: 'function',
  bot: 'bot',
  view: 'view',
}

export function fieldKind(name: string, rule: ParameterRule): FieldKind {
  switch (rule.kind) {
    case 'text':
      return textField(name, rule)
    case 'number':
      return { is: 'number', min: rule.min, max: rule.max }
    case 'boolean':
      return { is: 'truth' }
    case 'path':
      return { is: 'path' }
    case 'object':
      return rule.parameters ? { is: 'members', members: rule } : { is: 'json' }
    case 'map':
      return { is: 'map', of: rule.of }
    case 'list':
      return listField(rule)
    case 'scalar':
      return { is: 'path' }
    case 'any':
      return { is: 'json' }
  }
}

function textField(name: string, rule: ParameterRule & { kind: 'text' }): FieldKind {
  if (rule.words) return { is: 'words', words: rule.words }
  const of = rule.reference ?? OUTSIDE[rule.names ?? '']
  if (of !== undefined) return { is: 'thing', of, mayBePath: rule.static !== true }
  return { is: 'text', isLong: LONG.has(name) }
}

function listField({ of }: ParameterRule & { kind: 'list' }): FieldKind {
  if (of?.kind === 'text') return of.words ? { is: 'manyWords', words: of.words } : { is: 'lines' }
  return of?.kind === 'object' ? { is: 'list', of } : { is: 'json' }
}

/** Names of which there is one at a time, each group once. */
export function choicesOf({
  exactlyOne,
  atMostOne,
  atLeastOne,
}: Members): readonly (readonly string[])[] {
  return [exactlyOne, atMostOne, atLeastOne].filter(each => each !== undefined)
}

/** The members with one of the names in place of the others. */
export function withChoice(
  members: JsonObject,
  names: readonly string[],
  chosen: string | undefined,
  value: Json,
): JsonObject {
  const others = Object.entries(members).filter(([name]) => !names.includes(name))
  const kept = Object.fromEntries(others) as JsonObject
  return chosen === undefined ? kept : { ...kept, [chosen]: members[chosen] ?? value }
}

/** What the rule does not know and the block has all the same. */
export function unknownMembers(
  members: JsonObject,
  { parameters = {} }: Members,
): readonly string[] {
  return Object.keys(members).filter(name => !Object.hasOwn(parameters, name))
}

/** Rules of a map's values that are a single text inside an object: `{ Value: … }`. */
export function innerValue(rule: ParameterRule, value: Json | undefined): string {
  const inner = rule.kind === 'object' ? membersOf(value).Value : value
  return inner === undefined || inner === null
    ? ''
    : typeof inner === 'object'
      ? JSON.stringify(inner)
      : String(inner)
}

export function outerValue(rule: ParameterRule, text: string): Json {
  return rule.kind === 'object' ? { Value: text } : text
}
