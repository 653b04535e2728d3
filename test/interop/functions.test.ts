// Functions in a real call: a phone calls, the flow asks a function of this machine, speaks and branches
// on what it says; and what happens when the centre is killed in between.
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  AssociateLambdaFunctionCommand,
  AssociatePhoneNumberContactFlowCommand,
  type ConnectClient,
  CreateContactFlowCommand,
  GetContactAttributesCommand,
  ListPhoneNumbersV2Command,
} from '@aws-sdk/client-connect'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectClient } from '../support/connect-client.ts'
import { type Parley, signIn, startParley } from '../support/parley.ts'
import { lacks } from '../support/peer.ts'
import { allProcesses } from '../support/process-tree.ts'
import { runSipp, startSipp } from '../support/sipp.ts'
import { until } from '../support/until.ts'

const NUMBER = '+15550100'

let folder: string
let parley: Parley
let client: ConnectClient
let InstanceId: string
let cookie: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-functions-'))
  parley = await startParley({ env: { PARLEY_FUNCTIONS: folder } })
  client = connectClient(parley)
  InstanceId = parley.credentials.instanceId
  cookie = await signIn(parley, 'admin')
})

afterAll(async () => {
  await parley?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const arn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`

function write(name: string, body: string): void {
  mkdirSync(join(folder, name), { recursive: true })
  const source = `export const handler = async event => {
    const { ContactId } = event.Details.ContactData
    console.log('contact', ContactId)
    ${body}
  }`
  writeFileSync(join(folder, name, 'index.mjs'), source)
}

const associate = (name: string) =>
  client.send(new AssociateLambdaFunctionCommand({ InstanceId, FunctionArn: arn(name) }))

async function logOf(name: string): Promise<string> {
  const url = `${parley.httpUrl}/api/functions/${name}/log`
  return (await fetch(url, { headers: { cookie } })).text()
}

/** Calls to our number ask this function and note in the contact which way they went. */
async function publish(name: string): Promise<void> {
  const step = (Identifier: string, Type: string, Parameters: object, Transitions: object = {}) => {
    return { Identifier, Type, Parameters, Transitions }
  }
  const otherwise = (NextAction: string, ErrorType = 'NoMatchingError') => [
    { ErrorType, NextAction },
  ]
  const noted = (id: string, Attributes: object, next: string) =>
    step(
      id,
      'UpdateContactAttributes',
      { Attributes },
      { NextAction: next, Errors: otherwise(next) },
    )
  const { ContactFlowId } = await client.send(
    new CreateContactFlowCommand({
      InstanceId,
      Name: `Asks ${name}`,
      Type: 'CONTACT_FLOW',
      Content: JSON.stringify({
        Version: '2019-10-30',
        StartAction: 'ask',
        Actions: [
          step(
            'ask',
            'InvokeLambdaFunction',
            {
              LambdaFunctionARN: arn(name),
              InvocationTimeLimitSeconds: '8',
              LambdaInvocationAttributes: { number: '$.CustomerEndpoint.Address' },
            },
            { NextAction: 'which', Errors: otherwise('failed') },
          ),
          step(
            'which',
            'Compare',
            { ComparisonValue: '$.External.tier' },
            {
              NextAction: 'other',
              Errors: otherwise('other', 'NoMatchingCondition'),
              Conditions: [
                { NextAction: 'gold', Condition: { Operator: 'Equals', Operands: ['gold'] } },
              ],
            },
          ),
          noted('gold', { way: 'gold', name: '$.External.name' }, 'greet'),
          noted('other', { way: 'other' }, 'greet'),
          noted('failed', { way: 'failed' }, 'greet'),
          step(
            'greet',
            'MessageParticipant',
            { Text: 'Hello $.External.name' },
            { NextAction: 'end', Errors: otherwise('end') },
          ),
          step('end', 'DisconnectParticipant', {}),
        ],
      }),
    }),
  )
  const { ListPhoneNumbersSummaryList = [] } = await client.send(new ListPhoneNumbersV2Command({}))
  const number = ListPhoneNumbersSummaryList.find(each => each.PhoneNumber === NUMBER)
  await client.send(
    new AssociatePhoneNumberContactFlowCommand({
      InstanceId,
      PhoneNumberId: number?.PhoneNumberId,
      ContactFlowId,
    }),
  )
}

const call = () => ({
  scenario: 'call-until-far-end-hangs-up',
  target: { port: parley.sipPort },
  service: NUMBER,
  toneHz: 700,
  keys: { caller: '+15557001' },
  timeoutMs: 25_000,
})

/** What the contact of the function's last call knows. */
async function attributesAfter(name: string): Promise<Record<string, string> | undefined> {
  const contactId = (await logOf(name))
    .match(/contact (\S+)/g)
    ?.at(-1)
    ?.slice('contact '.length)
  const { Attributes } = await client.send(
    new GetContactAttributesCommand({ InstanceId, InitialContactId: contactId }),
  )
  return Attributes
}

describe.skipIf(lacks('sipp'))('a caller', () => {
  test('is greeted by the name that a function knows', async () => {
    write(
      'lookup',
      `const { number } = event.Details.Parameters
       return number === '+15557001' ? { name: 'Ada', tier: 'gold' } : { tier: 'none' }`,
    )
    await associate('lookup')
    await publish('lookup')
    expect(await runSipp(call())).toMatchObject({ successful: 1, failed: 0 })
    expect(await attributesAfter('lookup')).toEqual({ way: 'gold', name: 'Ada' })

    write('lookup', `return { name: 'Ada', tier: 'silver' }`)
    expect(await runSipp(call())).toMatchObject({ successful: 1 })
    expect(await attributesAfter('lookup'), 'the file has changed').toEqual({ way: 'other' })
  })

  test('is greeted by the name that a web address knows', async () => {
    const heard: string[] = []
    const server = createServer(async (incoming, response) => {
      let body = ''
      for await (const chunk of incoming) body += String(chunk)
      const { 'x-parley-timestamp': time, 'x-parley-signature': signed } = incoming.headers
      const right = createHmac('sha256', secret)
        .update(`${String(time)}.${body}`)
        .digest('hex')
      if (signed === `v1=${right}`) {
        heard.push(JSON.parse(body).Details.ContactData.ContactId)
        response.end('{"name":"Ada","tier":"gold"}')
      } else response.writeHead(403).end()
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const put = await fetch(`${parley.httpUrl}/api/functions/web`, {
      method: 'PUT',
      headers: { cookie },
      body: JSON.stringify({ type: 'https', url: `http://127.0.0.1:${port}/` }),
    })
    const { secret } = (await put.json()) as { secret: string }
    try {
      await associate('web')
      await publish('web')
      expect(await runSipp(call())).toMatchObject({ successful: 1 })
      const { Attributes } = await client.send(
        new GetContactAttributesCommand({ InstanceId, InitialContactId: heard[0] }),
      )
      expect(Attributes).toEqual({ way: 'gold', name: 'Ada' })
    } finally {
      server.close()
      server.closeAllConnections()
    }
  })

  test('is served although the function crashes', async () => {
    write('crash', 'process.exit(1)')
    await associate('crash')
    await publish('crash')
    expect(await runSipp(call())).toMatchObject({ successful: 1 })
    expect(await attributesAfter('crash')).toEqual({ way: 'failed' })
  })

  test('hears nothing of a centre that is killed while the function runs: it is asked again', async () => {
    write(
      'slow',
      `await new Promise(resolve => setTimeout(resolve, 2500))
       return { name: 'Ada', tier: 'gold' }`,
    )
    await associate('slow')
    await publish('slow')
    const sipp = await startSipp(call())
    await until('the function runs', async () => (await logOf('slow')).includes('contact'))
    parley.kill('centre')
    expect(await sipp.done).toMatchObject({ successful: 1, failed: 0 })
    await until('the centre is back', async () => {
      const health = await fetch(`${parley.httpUrl}/health`).catch(() => undefined)
      return health?.ok
    })
    expect(await attributesAfter('slow')).toEqual({ way: 'gold', name: 'Ada' })
    const log = await logOf('slow')
    expect(log.match(/ begins$/gm)).toHaveLength(2)
    expect(log.match(/ ends \(/gm)).toHaveLength(1)
    expect(new Set(log.match(/contact \S+/g)).size, 'both times for the same contact').toBe(1)
  })

  test('finds the centre well whatever a function does, and nothing is left of it at the end', async () => {
    write('stuck', 'for (;;) {}')
    await associate('stuck')
    await publish('stuck')
    const sipp = await startSipp(call())
    await until('the function runs', async () => (await logOf('stuck')).includes('contact'))
    expect(await (await fetch(`${parley.httpUrl}/health`)).json()).toEqual({ status: 'ok' })
    await parley.stop()
    await sipp.stop()
    const left = allProcesses().filter(({ command }) => command.includes(parley.data))
    expect(left).toEqual([])
  })
})
