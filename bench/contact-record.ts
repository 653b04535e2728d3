// Row 18: from the end of a contact to its record at a web server of the owner's, in the real product:
// tasks are ended through the API, 50 a second, and every record must come once.
//   npx tsx bench/contact-record.ts [seconds]
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import {
  ListContactFlowsCommand,
  StartTaskContactCommand,
  StopContactCommand,
} from '@aws-sdk/client-connect'
import { connectClient } from '../test/support/connect-client.ts'
import { startParley } from '../test/support/parley.ts'
import { until } from '../test/support/until.ts'
import { compare } from './support/compare.ts'
import { quantile } from './support/statistics.ts'

const PER_SECOND = 50
const seconds = Number(process.argv[2] ?? 20)

const arrived = new Map<string, number[]>()
const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  const now = performance.now()
  const { records } = JSON.parse(body) as { readonly records: readonly { readonly key: string }[] }
  for (const { key } of records) arrived.set(key, [...(arrived.get(key) ?? []), now])
  response.writeHead(200).end()
})
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
const parley = await startParley()

try {
  const client = connectClient(parley)
  const { instanceId: InstanceId, passwords } = parley.credentials
  await fetch(`${parley.httpUrl}/api/sinks/bench`, {
    method: 'PUT',
    headers: { authorization: `Basic ${btoa(`admin:${passwords.admin}`)}` },
    body: JSON.stringify({
      type: 'webhook',
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      kinds: ['contact-record'],
    }),
  })
  const { ContactFlowSummaryList = [] } = await client.send(
    new ListContactFlowsCommand({ InstanceId, ContactFlowTypes: ['CONTACT_FLOW'] }),
  )
  const inbound = ContactFlowSummaryList.find(({ Name }) => Name === 'Sample inbound flow')
  const ContactFlowId = (inbound ?? ContactFlowSummaryList[0])?.Id ?? ''
  const ended = new Map<string, number>()
  const endOne = async (Name: string) => {
    // Later, so that nothing but our asking ends it.
    const ScheduledTime = new Date(Date.now() + 3_600_000)
    const { ContactId = '' } = await client.send(
      new StartTaskContactCommand({ InstanceId, Name, ContactFlowId, ScheduledTime }),
    )
    ended.set(ContactId, performance.now())
    await client.send(new StopContactCommand({ InstanceId, ContactId }))
  }
  const runs: Promise<void>[] = []
  for (let count = 0; count < PER_SECOND * seconds; count++) {
    runs.push(endOne(`Task ${count}`))
    await pause(1000 / PER_SECOND)
  }
  await Promise.all(runs)
  await until('every record came', () => arrived.size >= ended.size, 20_000)
  const latencies = [...ended].map(([id, at]) => (arrived.get(id)?.[0] ?? Number.NaN) - at)
  const half = Math.floor(latencies.length / 10) // the first ones warm everything up
  const counted = latencies.slice(half)
  const times = [...arrived.values()].filter(each => each.length !== 1).length
  const figure = (title: string, value: number) => ({
    row: 18,
    title,
    unit: 'ms',
    better: 'less' as const,
    rounds: 1,
    ours: { name: 'StopContact asked for, until the webhook has the record', measure: () => value },
  })
  await compare(figure('Contact record at its reader, median', quantile(counted, 0.5)))
  await compare({
    ...figure('Contact record at its reader, p99', quantile(counted, 0.99)),
    floor: { figure: 1000 },
    goal: { figure: 50 },
    note: `${ended.size} contacts, ${arrived.size} with a record, ${times} with more than one`,
  })
} finally {
  server.closeAllConnections()
  server.close()
  await parley.stop()
}
