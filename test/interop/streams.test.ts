// What happens at the real product is told to files, a web server, NATS and Kinesis: all of it, in order
// for each contact, whoever is killed meanwhile.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import {
  AssociateInstanceStorageConfigCommand,
  type ConnectClient,
  ListContactFlowsCommand,
  StartTaskContactCommand,
  StopContactCommand,
} from '@aws-sdk/client-connect'
import { jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SinkStatus } from '../../src/sink/sink-runner.ts'
import { connectClient } from '../support/connect-client.ts'
import { type KinesisStub, startKinesisStub } from '../support/kinesis-stub.ts'
import { type NatsServer, startNatsServer } from '../support/nats-server.ts'
import { type Parley, startParley } from '../support/parley.ts'
import { lacks } from '../support/peer.ts'
import { until } from '../support/until.ts'

const hasNats = !lacks('nats')
const StreamArn = 'arn:aws:kinesis:us-east-1:000000000000:stream/records'

let parley: Parley
let client: ConnectClient
let kinesis: KinesisStub
let nats: NatsServer | undefined
const receiver = { isDown: true, heard: [] as Heard[] }
let server: Server

interface Heard {
  readonly id: string
  readonly kind: string
  readonly key: string
  readonly data: { readonly detail?: { readonly eventType: string } }
}

beforeAll(async () => {
  kinesis = await startKinesisStub()
  if (hasNats) nats = await startNatsServer()
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    if (receiver.isDown) return void response.writeHead(503).end()
    receiver.heard.push(...(JSON.parse(body) as { readonly records: Heard[] }).records)
    response.writeHead(200).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  parley = await startParley({
    env: {
      PARLEY_KINESIS_ENDPOINT: kinesis.url,
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      PARLEY_NATS_URL: nats?.url,
    },
  })
  client = connectClient(parley)
}, 120_000)

afterAll(async () => {
  await parley.stop()
  server.closeAllConnections()
  server.close()
  await kinesis.stop()
  await nats?.stop()
})

async function sinks(path: string, method = 'GET', body?: object) {
  const { admin = '' } = parley.credentials.passwords
  const authorization = `Basic ${Buffer.from(`admin:${admin}`).toString('base64')}`
  const response = await fetch(`${parley.httpUrl}/api/sinks${path}`, {
    method,
    headers: { authorization },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: response.status, shown: (await response.json()) as Record<string, unknown> }
}

function inOrder(texts: Iterable<string>): string[] {
  return [...texts].sort((one, other) => one.localeCompare(other))
}

/** Lines of one kind in the files of a sink. */
function lines(kind: string): string[] {
  const folder = join(parley.data, 'streams', 'files', kind)
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap(name =>
    readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'),
  )
}

test('everything that was acknowledged is told to everybody, through a dead centre, a dead sink node and a receiver that is down', async () => {
  const { instanceId: InstanceId } = parley.credentials
  const { port } = server.address() as AddressInfo
  expect((await sinks('/files', 'PUT', { type: 'file' })).status).toBe(200)
  const url = `http://127.0.0.1:${port}/hook`
  const made = await sinks('/hook', 'PUT', { type: 'webhook', url })
  expect(made.shown.secret).toMatch(/^[\w-]{43}$/)
  expect(JSON.stringify((await sinks('')).shown)).not.toContain(String(made.shown.secret))
  await client.send(
    new AssociateInstanceStorageConfigCommand({
      InstanceId,
      ResourceType: 'CONTACT_TRACE_RECORDS',
      StorageConfig: { StorageType: 'KINESIS_STREAM', KinesisStreamConfig: { StreamArn } },
    }),
  )
  const { ContactFlowSummaryList = [] } = await client.send(
    new ListContactFlowsCommand({ InstanceId, ContactFlowTypes: ['CONTACT_FLOW'] }),
  )
  const ContactFlowId = ContactFlowSummaryList[0]?.Id ?? ''
  const contactIds: string[] = []
  for (let count = 0; count < 30; count++) {
    if (count === 10) parley.kill('sink')
    if (count === 20) parley.kill('centre')
    const ContactId = await startTask({ InstanceId, ContactFlowId, Name: `Task ${count}` })
    contactIds.push(ContactId)
    // Its flow may have ended it already.
    await client.send(new StopContactCommand({ InstanceId, ContactId })).catch(() => undefined)
  }
  const all = inOrder(contactIds)
  const idsIn = (records: readonly string[]) =>
    inOrder(records.map(text => (JSON.parse(text) as { ContactId: string }).ContactId))
  await until(
    'the files have every record',
    () => lines('contact-record').length >= all.length,
    20_000,
  )
  expect(idsIn(lines('contact-record'))).toEqual(all)
  await until('Kinesis has every record', () => kinesis.records.length >= all.length, 20_000)
  expect(inOrder(new Set(kinesis.records.map(({ key }) => key)))).toEqual(all)

  await until('the operator can see what is wrong', async () => {
    const { status } = (await sinks('/hook')).shown
    return (status as SinkStatus | null)?.lastError === 'The receiver answered 503'
  })
  receiver.isDown = false
  const told = (kind: string) => receiver.heard.filter(each => each.kind === kind)
  const recordsTold = () => new Set(told('contact-record').map(({ key }) => key))
  await until('the receiver has every record', () => recordsTold().size >= all.length, 90_000)
  expect(inOrder(recordsTold())).toEqual(all)
  for (const contactId of all) {
    const events = told('contact-event').filter(({ key }) => key === contactId)
    const types = [...new Map(events.map(({ id, data }) => [id, data.detail?.eventType])).values()]
    expect(types.at(0)).toBe('INITIATED')
    expect(types.slice(-2)).toEqual(['DISCONNECTED', 'COMPLETED'])
    expect(new Set(types).size).toBe(types.length)
  }
  if (nats) await expectInNats(nats.url, all)
  const figures = await (await fetch(`${parley.httpUrl}/metrics`)).text()
  expect(figures).toMatch(/^parley_sink_delivered\{sink="files"\} \d+$/m)
}, 180_000)

/** Asked again when nobody answers; by its token it is started once. */
async function startTask(asked: { InstanceId: string; ContactFlowId: string; Name: string }) {
  let contactId: string | undefined
  const command = new StartTaskContactCommand({ ...asked, ClientToken: asked.Name })
  await until('a task is started', async () => {
    const answer = await client.send(command).catch(() => undefined)
    contactId = answer?.ContactId
    return contactId !== undefined
  })
  return contactId ?? ''
}

async function expectInNats(url: string, contactIds: readonly string[]): Promise<void> {
  const connection = await connect({ servers: new URL(url).host })
  try {
    const manager = await jetstreamManager(connection)
    const { state } = await manager.streams.info('PARLEY', {
      subjects_filter: 'parley.contact-record',
    })
    expect(state.subjects).toEqual({ 'parley.contact-record': contactIds.length })
  } finally {
    await connection.close()
  }
}
