// Row 14: operations of the API for programs, signatures checked, per CPU second of all processes of the product,
// beside a raw node:http server that answers the same bodies; and how long the slowest hundredth takes.
//   npx tsx bench/api.ts [rounds]
// DescribeContact reads a task that waits; StartTaskContact makes one that its flow ends at once, so that each is
// a contact from beginning to end, durable in PostgreSQL (fsync on) with its record before it is answered.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import {
  ConnectClient,
  CreateContactFlowCommand,
  StartTaskContactCommand,
} from '@aws-sdk/client-connect'
import { startParley } from '../test/support/parley.ts'
import { signedRequest } from '../test/support/signed-request.ts'
import { compare } from './support/compare.ts'
import { cpuSecondsOf } from './support/cpu-time.ts'
import { HttpLoad } from './support/http-load.ts'
import { goFirst } from './support/pinned.ts'
import { quantile } from './support/statistics.ts'

const SECONDS = Number(process.env.SECONDS ?? 4)
const CONNECTIONS = 16
/** A thousand times what Connect allows of the one, and a tenth of that of the other. */
const RATES = { DescribeContact: 2000, StartTaskContact: 500 } as const

const rounds = Number(process.argv.find(each => /^\d+$/.test(each)) ?? 3)
goFirst()
const parley = await startParley()
const { credentials, httpPort } = parley
const { instanceId: InstanceId } = credentials
try {
  const client = new ConnectClient({
    region: 'us-east-1',
    endpoint: parley.httpUrl,
    credentials,
  })
  const ContactFlowId = await newFlow(client)
  const { ContactId = '' } = await client.send(
    new StartTaskContactCommand({
      InstanceId,
      ContactFlowId,
      Name: 'Later',
      ScheduledTime: new Date(Date.now() + 3_600_000),
    }),
  )
  await measure('DescribeContact', { method: 'GET', path: `/contacts/${InstanceId}/${ContactId}` })
  await measure('StartTaskContact', {
    method: 'PUT',
    path: '/contact/task',
    body: Buffer.from(
      JSON.stringify({ InstanceId, ContactFlowId, Name: 'Now', Attributes: { number: '1234567' } }),
    ),
  })
} finally {
  await parley.stop()
}

async function measure(
  operation: keyof typeof RATES,
  asked: Parameters<typeof signedRequest>[2],
): Promise<void> {
  const request = signedRequest(credentials, httpPort, asked)
  const response = await fetch(`${parley.httpUrl}${asked.path}`, {
    method: asked.method,
    headers: headersOf(request),
    ...(asked.body && { body: Buffer.from(asked.body) }),
  })
  const answer = await response.text()
  if (!response.ok) throw new Error(answer)
  const peer = fork(
    fileURLToPath(new URL('support/http-echo-process.ts', import.meta.url)),
    [answer],
    {
      execArgv: ['--import', 'tsx'],
    },
  )
  const [peerPort] = (await once(peer, 'message')) as [number]
  const ours = await HttpLoad.open(httpPort, request, CONNECTIONS)
  const theirs = await HttpLoad.open(peerPort, request, CONNECTIONS)
  const perCpuSecond = (load: HttpLoad, pid: number) => async () => {
    const before = cpuSecondsOf(pid)
    const { answered } = await load.full(SECONDS)
    return answered / (cpuSecondsOf(pid) - before)
  }
  try {
    await ours.full(3)
    await theirs.full(2)
    await compare({
      row: 14,
      title: `${operation}, signature checked, ${CONNECTIONS} connections`,
      unit: 'requests per CPU second of all processes',
      rounds,
      ours: { name: operation, measure: perCpuSecond(ours, parley.pid) },
      peer: {
        name: 'raw node:http, the same bodies',
        measure: perCpuSecond(theirs, peer.pid ?? 0),
      },
      floor: { ratio: 0.3 },
      goal: { ratio: 0.6 },
    })
    await compare({
      row: 14,
      title: `${operation} at ${RATES[operation]} a second: the slowest hundredth`,
      unit: 'ms',
      better: 'less',
      rounds,
      ours: {
        name: operation,
        measure: async () =>
          quantile((await ours.steady(RATES[operation], SECONDS)).latencies, 0.99),
      },
      goal: { figure: 5 },
    })
  } finally {
    ours.close()
    theirs.close()
    peer.kill()
  }
}

async function newFlow(client: ConnectClient): Promise<string> {
  const Content = JSON.stringify({
    Version: '2019-10-30',
    StartAction: 'end',
    Actions: [
      { Identifier: 'end', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
    ],
  })
  const { ContactFlowId = '' } = await client.send(
    new CreateContactFlowCommand({ InstanceId, Name: 'At once', Type: 'CONTACT_FLOW', Content }),
  )
  return ContactFlowId
}

function headersOf(request: Buffer): Record<string, string> {
  const [head = ''] = request.toString().split('\r\n\r\n')
  const lines = head.split('\r\n').slice(1)
  const headers = lines.map(line => line.split(/: (.*)/s).slice(0, 2) as [string, string])
  return Object.fromEntries(headers.filter(([name]) => !/^(host|content-length)$/.test(name)))
}
