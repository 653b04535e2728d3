// Values of the model's shapes, made up: with every member, or with those alone that must be there.
import { connectJson } from '../../src/api/contract/connect.ts'
import type { ServiceModel, Shape } from '../../src/api/contract/service-model.ts'

export const model: ServiceModel = JSON.parse(connectJson)

const SAMPLE_MOMENT = 1_795_174_070_648
/** Of `TestCentre`. */
const SAMPLE_INSTANCE = '11111111-1111-4111-8111-111111111111'
/** Shapes may contain themselves. */
const DEPTH_MAX = 7

export type Extent = 'everything' | 'required'

/** A value of a shape within the limits. Times are epoch milliseconds. */
export function sample(
  name: string,
  member = '',
  extent: Extent = 'everything',
  depth = 0,
): unknown {
  const shape = shapeOf(name)
  switch (shape.type) {
    case 'structure': {
      const deep = depth > DEPTH_MAX || extent === 'required'
      const members = Object.entries(shape.members)
      const chosen = shape.union
        ? members.slice(deep ? -1 : 0, deep ? undefined : 1)
        : members.filter(([each]) => !deep || shape.required?.includes(each))
      return Object.fromEntries(
        chosen.map(([each, place]) => [
          each,
          typeof place === 'string'
            ? sample(place, each, extent, depth + 1)
            : place.header
              ? headerSample(place.shape)
              : sample(place.shape, each, extent, depth + 1),
        ]),
      )
    }
    case 'list': {
      if (depth > DEPTH_MAX && !shape.min) return []
      return Array.from({ length: Math.max(1, shape.min ?? 1) }, () =>
        sample(shape.member, '', extent, depth + 1),
      )
    }
    case 'map':
      return {
        [String(sample(shape.key, '', extent, depth))]: sample(shape.value, '', extent, depth + 1),
      }
    case 'string':
      return shape.enum?.[0] ?? text(shape, member)
    case 'integer':
    case 'number':
      return Math.max(shape.min ?? 3, Math.min(shape.max ?? 3, 3))
    case 'boolean':
      return true
    case 'timestamp':
      return SAMPLE_MOMENT
    case 'blob':
      return new Uint8Array([1, 2, 255])
    case 'document':
      return { a: [1, 'ü'] }
  }
}

/** Headers carry whole seconds and Latin letters. */
function headerSample(name: string): unknown {
  const shape = shapeOf(name)
  if (shape.type === 'timestamp') return Math.floor(SAMPLE_MOMENT / 1000) * 1000
  return shape.type === 'string' && shape.pattern ? 'eu-central-1' : 'some header ü'
}

/** Text with what is easily lost on the way, or the first of some that the pattern allows. */
function text(
  { min = 0, max = 1000, pattern }: Extract<Shape, { type: 'string' }>,
  member: string,
) {
  if (member === 'InstanceId') return SAMPLE_INSTANCE
  const id = '11111111-2222-4333-8444-555555555555'
  const candidates = [
    'v/ü &=+%😀',
    'a value/with=some&more',
    `arn:aws:connect:us-east-1:000000000000:instance/${id}/queue/${id}`,
    `arn:aws:connect:us-east-1:000000000000:phone-number/${id}`,
    'arn:aws:iam::000000000000:role/service-role/Some',
    'arn:aws:s3:::bucket/key',
    's3://bucket/prompts/hello.wav',
    id,
    '+15550100',
    'Passw0rd!',
    'someone@example.com',
    '2026-11-21',
    'Europe/Berlin',
    'us-east-1',
    '000000000000',
    `arn:aws:connect:us-east-1:000000000000:instance/${id}`,
    `arn:aws:connect:us-east-1:000000000000:traffic-distribution-group/${id}`,
    'd-0123456789',
    '404',
    '2026-11-21T10:00:00.000Z',
    'AName',
    '12:34',
    '1',
    'application/json',
    '$.Attributes.Some',
    'connect:Guide',
    'https://example.com',
    'a'.repeat(36),
    'a'.repeat(64),
  ]
  const matches = pattern ? regularExpression(pattern) : /(?:)/
  const fits = candidates
    .map(each => each.padEnd(min, 'x'))
    .find(each => [...each].length <= max && [...each].length >= min && matches.test(each))
  if (fits === undefined && min <= max) {
    const short = 'abcdefgh'.slice(0, max)
    if (matches.test(short) && short.length >= min) return short
    throw new Error(`No sample for ${member}: ${min}–${max}, ${pattern}`)
  }
  return fits
}

export function regularExpression(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'us')
  } catch {
    return new RegExp(pattern, 's')
  }
}

export function shapeOf(name: string): Shape {
  const shape = model.shapes[name]
  if (!shape) throw new Error(`The model has no shape ${name}`)
  return shape
}
