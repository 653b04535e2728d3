// Every limit that the model has for an input: what is exactly at it is taken; what is one beyond it, of another
// kind, or lacks what is required is refused, and the member is named. Made from the model for all operations; a
// structure inside of others is gone through where it is first met.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AnyOperation } from '../../src/api/api.ts'
import type {
  Member,
  Shape,
  StringShape,
  StructureShape,
} from '../../src/api/contract/service-model.ts'
import { type ApiCentre, startApiCentre } from '../support/api-centre.ts'
import { callApi } from '../support/call-api.ts'
import { model, regularExpression, sample, shapeOf } from '../support/model-samples.ts'

/** Longer texts and lists than these are not made: the limit of the body comes first. */
const LENGTH_MAX = 200_000
const MEMBERS_MAX = 5000

interface Case {
  readonly what: string
  /** Where, as the refusal names it; undefined when it must be taken. */
  readonly refusedAt: string | undefined
  readonly value: unknown
}

let centre: ApiCentre
let reached = false

beforeAll(async () => {
  const echo = (() => {
    reached = true
    return { output: {}, inputs: [] }
  }) as AnyOperation
  const names = Object.keys(model.operations)
  centre = await startApiCentre({
    operations: Object.fromEntries(names.map(name => [name, echo])),
  })
})

afterAll(() => centre.close())

test('every limit of every input holds: at it all is well, one beyond it is refused by name', {
  timeout: 120_000,
}, async () => {
  const wrong: string[] = []
  let count = 0
  const met = new Set<string>()
  for (const [operation, { input }] of Object.entries(model.operations)) {
    if (input === undefined) continue
    for (const each of casesOf(input, '', new Set([input]), met)) {
      count++
      const problem = await play(operation, each)
      if (problem) wrong.push(`${operation}: ${each.what} at ${each.refusedAt ?? '?'}: ${problem}`)
    }
  }
  expect(wrong.slice(0, 40)).toEqual([])
  // So that a mistake of this test does not make it an empty one.
  expect(count).toBeGreaterThan(6000)
})

async function play(operation: string, { refusedAt, value }: Case): Promise<string | undefined> {
  reached = false
  const answer = await callApi(centre, [operation, value as Record<string, unknown>])
  if (refusedAt === undefined) {
    if (reached) return undefined
    return `refused: ${JSON.stringify(answer)}`
  }
  if (reached || !('error' in answer)) return 'taken'
  if (!/^Invalid(Request|Parameter)Exception$/.test(answer.error)) return answer.error
  return answer.message.includes(refusedAt) ? undefined : `named otherwise: ${answer.message}`
}

/** @param above structures around this one; @param met those that have been gone through. */
function* casesOf(
  name: string,
  at: string,
  above: ReadonlySet<string>,
  met: Set<string>,
): Iterable<Case> {
  const shape = shapeOf(name)
  if (shape.type !== 'structure') return
  for (const [member, place] of Object.entries(shape.members)) {
    const path = at === '' ? member : `${at}.${member}`
    const others = shape.union ? {} : (sample(name) as Record<string, unknown>)
    const { [member]: _, ...without } = others
    if (shape.required?.includes(member) && !isLabel(place)) {
      yield { what: 'not given', refusedAt: path, value: { ...without, [member]: undefined } }
    }
    for (const each of valuesOf(place, member, path, above, met)) {
      if (member === 'InstanceId' && each.refusedAt === undefined) continue
      yield { ...each, value: { ...without, [member]: each.value } }
    }
  }
}

function* valuesOf(
  place: Member,
  member: string,
  path: string,
  above: ReadonlySet<string>,
  met: Set<string>,
): Iterable<Case> {
  const name = typeof place === 'string' ? place : place.shape
  const inBody = typeof place === 'string'
  const shape = shapeOf(name)
  yield* limitsOf(shape, name, member, path, inBody)
  if (!inBody) return
  const inner = innerOf(shape)
  for (const { of, around, below } of inner) {
    if (above.has(of) || met.has(of)) continue
    met.add(of)
    const inside = `${path}${below}`
    const cases =
      shapeOf(of).type === 'structure'
        ? casesOf(of, inside, new Set([...above, of]), met)
        : valuesOf(of, '', inside, new Set([...above, of]), met)
    for (const each of cases) yield { ...each, value: around(each.value) }
  }
}

interface Inner {
  readonly of: string
  readonly below: string
  around(value: unknown): unknown
}

/** What a list or a map is of; a structure is gone through itself. */
function innerOf(shape: Shape): readonly Inner[] {
  if (shape.type === 'list') {
    const rest = Array.from({ length: Math.max(0, (shape.min ?? 1) - 1) }, () =>
      sample(shape.member),
    )
    return [{ of: shape.member, below: '[0]', around: value => [value, ...rest] }]
  }
  if (shape.type === 'map') {
    const key = String(sample(shape.key))
    return [{ of: shape.value, below: `.${key}`, around: value => ({ [key]: value }) }]
  }
  return shape.type === 'structure' ? [structureItself(shape)].flat() : []
}

function structureItself(shape: StructureShape): readonly Inner[] {
  const name = Object.entries(model.shapes).find(([, each]) => each === shape)?.[0] ?? ''
  return [{ of: name, below: '', around: value => value }]
}

function* limitsOf(
  shape: Shape,
  name: string,
  member: string,
  path: string,
  inBody: boolean,
): Iterable<Case> {
  const refused = (what: string, value: unknown) => ({ what, refusedAt: path, value })
  const taken = (what: string, value: unknown) => ({ what, refusedAt: undefined, value })
  if (inBody && shape.type !== 'document') {
    yield refused('another kind', shape.type === 'list' ? {} : [[]])
  }
  switch (shape.type) {
    case 'string':
      yield* textsOf(shape, member, refused, taken)
      return
    case 'integer':
    case 'number':
      yield refused('no number', inBody ? '1' : 'one')
      if (shape.type === 'integer') yield refused('half', 1.5)
      if (shape.min !== undefined) {
        yield taken('the least', shape.min)
        yield refused('one less', shape.min - 1)
      }
      // Beyond that, one more is the same number.
      if (shape.max !== undefined && Number.isSafeInteger(shape.max + 1)) {
        yield taken('the most', shape.max)
        yield refused('one more', shape.max + 1)
      }
      return
    case 'boolean':
      yield refused('neither true nor false', 'yes')
      return
    case 'list': {
      const each = sample(shape.member)
      const many = (length: number) => Array.from({ length }, () => each)
      if (inBody && shape.min) yield refused('one member less', many(shape.min - 1))
      if (shape.max !== undefined && shape.max <= MEMBERS_MAX) {
        yield taken('all members', many(shape.max))
        yield refused('one member more', many(shape.max + 1))
      }
      return
    }
    case 'map': {
      const key = String(sample(shape.key))
      const keys = (length: number) => Array.from({ length }, (_, index) => `${key}${index}`)
      const fits = keys(1).every(each => allows(shapeOf(shape.key), each))
      if (!fits || shape.max === undefined || shape.max > MEMBERS_MAX) return
      const many = (length: number) =>
        Object.fromEntries(keys(length).map(each => [each, sample(shape.value)]))
      if (allows(shapeOf(shape.key), `${key}${shape.max}`)) {
        yield taken('all members', many(shape.max))
        yield refused('one member more', many(shape.max + 1))
      }
      return
    }
    default:
      expect(name).toBeDefined()
  }
}

function* textsOf(
  shape: StringShape,
  member: string,
  refused: (what: string, value: unknown) => Case,
  taken: (what: string, value: unknown) => Case,
): Iterable<Case> {
  const { min = 0, max, pattern, enum: values } = shape
  if (values) {
    for (const each of values) yield taken('one of its values', each)
    yield refused('none of its values', 'NoneOfThem')
    return
  }
  // Nothing at all is the same as not given where it travels in the address.
  if (min > 1) yield refused('one character less', '😀'.repeat(min - 1))
  if (max !== undefined && max < LENGTH_MAX) {
    const long = ['😀', 'a', '1', 'é']
      .map(each => each.repeat(max))
      .find(each => allows(shape, each))
    if (long !== undefined) yield taken('all characters', long)
    yield refused('one character more', 'a'.repeat(max + 1))
  }
  const strange = ['\u0001', '§ "', '!', 'a b', '?'].map(each => each.padEnd(min, '§'))
  const unlike =
    pattern === undefined
      ? undefined
      : strange.find(
          each => !regularExpression(pattern).test(each) && [...each].length <= (max ?? LENGTH_MAX),
        )
  if (unlike !== undefined) yield refused('another form', unlike)
  if (member === '') return
}

function allows(shape: Shape, text: string): boolean {
  if (shape.type !== 'string' || shape.enum) return false
  const length = [...text].length
  const { min = 0, max = Number.POSITIVE_INFINITY, pattern } = shape
  return (
    length >= min &&
    length <= max &&
    (pattern === undefined || regularExpression(pattern).test(text))
  )
}

function isLabel(place: Member): boolean {
  return typeof place !== 'string' && place.label === true
}
