// Every operation of the service, called by the official SDK with every member it has, must arrive
// whole at the operation, and every member of an answer must arrive whole at the caller.
import * as sdk from '@aws-sdk/client-connect'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AnyOperation } from '../../src/api/api.ts'
import type { Shape } from '../../src/api/contract/service-model.ts'
import { type ApiCentre, startApiCentre } from '../support/api-centre.ts'
import { type Extent, model, sample, shapeOf } from '../support/model-samples.ts'

const names = Object.keys(model.operations)

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

test.each<[Extent, string]>([
  ['everything', 'their whole input and give their whole output'],
  ['required', 'the least that may be asked and give the least that may be answered'],
])('all 397 operations take %s: %s', { timeout: 60_000 }, async extent => {
  expect(names).toHaveLength(397)
  const failed: string[] = []
  for (const name of names) {
    const problem = await roundTrip(name, extent)
    if (problem) failed.push(`${name}: ${problem}`)
  }
  expect(failed).toEqual([])
  expect(centre.failures).toEqual([])
})

async function roundTrip(name: string, extent: Extent): Promise<string | undefined> {
  const operation = model.operations[name]
  const input = operation?.input ? (sample(operation.input, '', extent) as object) : {}
  answering = operation?.output ? (sample(operation.output, '', extent) as object) : {}
  received = undefined
  const command = (sdk as unknown as Record<string, new (input: object) => never>)[`${name}Command`]
  if (!command) return 'the SDK does not have it'
  try {
    const output: object = await client.send(new command(datesFor(operation?.input, input)))
    const { $metadata: _, ...members } = output as { $metadata: unknown }
    expect(received).toEqual(withOwnToken(operation?.token, input))
    expect(members).toEqual(withNewToken(name, datesFor(operation?.output, answering) as object))
    return undefined
  } catch (error) {
    return String(error).slice(0, 600)
  }
}

/** The SDK makes a token of its own for most operations where none is given. */
function withOwnToken(token: string | undefined, input: object): object {
  const made = token === undefined ? undefined : (received as Record<string, unknown>)[token]
  return made === undefined ? input : { [String(token)]: expect.any(String), ...input }
}

/** Tokens of people in chats are made where the answer is given, and kept nowhere. */
function withNewToken(name: string, output: object): object {
  const made = { ParticipantToken: expect.any(String) }
  if (name === 'StartChatContact') return { ...output, ...made }
  if (name !== 'CreateParticipant') return output
  const { ParticipantCredentials } = output as sdk.CreateParticipantResponse
  return { ...output, ParticipantCredentials: { ...ParticipantCredentials, ...made } }
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
