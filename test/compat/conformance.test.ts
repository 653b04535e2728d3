// Every operation of the service, called by the official SDK with every member it has, must arrive
// whole at the operation, and every member of an answer must arrive whole at the caller.
import * as sdk from '@aws-sdk/client-connect'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AnyOperation } from '../../src/api/api.ts'
import { connectJson } from '../../src/api/contract/connect.ts'
import type { ServiceModel, Shape } from '../../src/api/contract/service-model.ts'
import { type ApiCentre, startApiCentre } from '../support/api-centre.ts'

const model: ServiceModel = JSON.parse(connectJson)
const names = Object.keys(model.operations)
const MOMENT = 1_795_174_070_648
/** Shapes may contain themselves. */
const DEPTH_MAX = 7

let centre: ApiCentre
let client: sdk.ConnectClient
let received: unknown
let answering: object

beforeAll(async () => {
  const echo = ((input: object) => {
    received = input
    return { output: answering, inputs: [] }
  }) as AnyOperation
  centre = await startApiCentre({
    operations: Object.fromEntries(names.map(name => [name, echo])),
  })
  client = centre.client()
})

afterAll(() => centre.close())

test('all 397 operations take their whole input and give their whole output', {
  timeout: 60_000,
}, async () => {
  expect(names).toHaveLength(397)
  const failed: string[] = []
  for (const name of names) {
    const problem = await roundTrip(name)
    if (problem) failed.push(`${name}: ${problem}`)
  }
  expect(failed).toEqual([])
  expect(centre.failures).toEqual([])
})

async function roundTrip(name: string): Promise<string | undefined> {
  const operation = model.operations[name]
  const input = operation?.input ? (sample(operation.input, 0, '') as object) : {}
  answering = operation?.output ? (sample(operation.output, 0, '') as object) : {}
  received = undefined
  const command = (sdk as unknown as Record<string, new (input: object) => never>)[`${name}Command`]
  if (!command) return 'the SDK does not have it'
  try {
    const output: object = await client.send(new command(datesFor(operation?.input, input)))
    const { $metadata: _, ...members } = output as { $metadata: unknown }
    expect(received).toEqual(input)
    expect(members).toEqual(withNewToken(name, datesFor(operation?.output, answering) as object))
    return undefined
  } catch (error) {
    return String(error).slice(0, 600)
  }
}

/** Tokens of people in chats are made where the answer is given, and kept nowhere. */
function withNewToken(name: string, output: object): object {
  const made = { ParticipantToken: expect.any(String) }
  if (name === 'StartChatContact') return { ...output, ...made }
  if (name !== 'CreateParticipant') return output
  const { ParticipantCredentials } = output as sdk.CreateParticipantResponse
  return { ...output, ParticipantCredentials: { ...ParticipantCredentials, ...made } }
}

/** A value of a shape with every member set, within the limits. Times are epoch milliseconds. */
function sample(name: string, depth: number, member: string): unknown {
  const shape = shapeOf(name)
  switch (shape.type) {
    case 'structure': {
      const deep = depth > DEPTH_MAX
      const members = Object.entries(shape.members)
      const chosen = shape.union
        ? members.slice(deep ? -1 : 0, deep ? undefined : 1)
        : members.filter(([each]) => !deep || shape.required?.includes(each))
      return Object.fromEntries(
        chosen.map(([each, place]) => [
          each,
          typeof place === 'string'
            ? sample(place, depth + 1, each)
            : place.header
              ? headerSample(place.shape)
              : sample(place.shape, depth + 1, each),
        ]),
      )
    }
    case 'list': {
      if (depth > DEPTH_MAX && !shape.min) return []
      return Array.from({ length: Math.max(1, shape.min ?? 1) }, () =>
        sample(shape.member, depth + 1, ''),
      )
    }
    case 'map':
      return { [String(sample(shape.key, depth, ''))]: sample(shape.value, depth + 1, '') }
    case 'string':
      return shape.enum?.[0] ?? text(shape, member)
    case 'integer':
    case 'number':
      return Math.max(shape.min ?? 3, Math.min(shape.max ?? 3, 3))
    case 'boolean':
      return true
    case 'timestamp':
      return MOMENT
    case 'blob':
      return new Uint8Array([1, 2, 255])
    case 'document':
      return { a: [1, 'ü'] }
  }
}

/** Headers carry whole seconds and Latin letters. */
function headerSample(name: string): unknown {
  const shape = shapeOf(name)
  if (shape.type === 'timestamp') return Math.floor(MOMENT / 1000) * 1000
  return shape.type === 'string' && shape.pattern ? 'eu-central-1' : 'some header ü'
}

/** Text with what is easily lost on the way, or the first of some that the pattern allows. */
function text(
  { min = 0, max = 1000, pattern }: Extract<Shape, { type: 'string' }>,
  member: string,
) {
  if (member === 'InstanceId') return centre.instanceId
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

function regularExpression(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'us')
  } catch {
    return new RegExp(pattern, 's')
  }
}

/** The SDK has dates where the API has milliseconds. */
function datesFor(name: string | undefined, value: unknown): object {
  return (name === undefined ? value : withDates(shapeOf(name), value)) as object
}

function withDates(shape: Shape, value: unknown): unknown {
  switch (shape.type) {
    case 'timestamp':
      return new Date(value as number)
    case 'structure':
      return Object.fromEntries(
        Object.entries(value as object).map(([name, each]) => {
          const place = shape.members[name]
          const inner = typeof place === 'string' ? place : (place?.shape ?? '')
          return [name, withDates(shapeOf(inner), each)]
        }),
      )
    case 'list':
      return (value as unknown[]).map(each => withDates(shapeOf(shape.member), each))
    case 'map':
      return Object.fromEntries(
        Object.entries(value as object).map(([key, each]) => [
          key,
          withDates(shapeOf(shape.value), each),
        ]),
      )
    default:
      return value
  }
}

function shapeOf(name: string): Shape {
  const shape = model.shapes[name]
  if (!shape) throw new Error(`The model has no shape ${name}`)
  return shape
}
