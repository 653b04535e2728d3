// What an operator does: starts, stops, starts again, kills, and asks with the AWS CLI.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ListQueuesCommand } from '@aws-sdk/client-connect'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectClient } from '../support/connect-client.ts'
import { callAfterClosing } from '../support/next-caller.ts'
import { type Credentials, type Parley, signIn, startParley } from '../support/parley.ts'
import { lacks, pathOf } from '../support/peer.ts'
import { allProcesses } from '../support/process-tree.ts'
import { until } from '../support/until.ts'

let data: string
const running: Parley[] = []

async function start(options: Parameters<typeof startParley>[0] = {}): Promise<Parley> {
  const parley = await startParley({ data, ...options })
  running.push(parley)
  return parley
}

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'parley-data-'))
})

afterEach(async () => {
  await Promise.all(running.splice(0).map(parley => parley.stop()))
  rmSync(data, { recursive: true, force: true })
})

/** Processes whose command line names the data folder. */
function processesOnData(): string[] {
  return allProcesses()
    .map(entry => entry.command)
    .filter(command => command.includes(data))
}

async function queues(parley: Parley, credentials: Credentials): Promise<(string | undefined)[]> {
  const connect = connectClient(parley, credentials)
  const { instanceId: InstanceId } = credentials
  const { QueueSummaryList = [] } = await connect.send(new ListQueuesCommand({ InstanceId }))
  return QueueSummaryList.map(queue => queue.Name)
}

describe('an operator', () => {
  test('stops it with Ctrl-C, which leaves nothing running, and starts it again as it was', async () => {
    const first = await start()
    const { credentials } = first
    expect(Object.keys(credentials.passwords)).toEqual([
      'admin',
      'supervisor',
      'qa',
      'agent1',
      'agent2',
    ])
    const family = first.processes().map(entry => entry.pid)
    await first.stop()
    expect(first.exitCode).toBe(0)
    expect(allProcesses().filter(entry => family.includes(entry.pid))).toEqual([])

    const second = await start()
    expect(second.credentials.passwords, 'passwords are shown once').toEqual({})
    expect(await queues(second, credentials)).toContain('BasicQueue')
  })

  test('closes a number with a message, and whoever calls next hears that, word for word', async () => {
    const parley = await start()
    const cookie = await signIn(parley, 'supervisor')
    const message = 'We are closed because of the snow. Please call again tomorrow.'
    const call = await callAfterClosing(parley, cookie, message)
    expect(call.likeness).toBeGreaterThan(0.9)
  })

  test('kills it with -9 and starts it again on the same data', async () => {
    const first = await start()
    const { credentials } = first
    await signIn(first, 'agent1')
    process.kill(first.pid, 'SIGKILL')
    const second = await start()
    expect(await queues(second, credentials)).toContain('BasicQueue')
    // Who signed in before is known after it, and nothing of what is known was changed.
    const cookie = await signIn(second, 'admin', credentials.passwords.admin)
    const verified = await fetch(`${second.httpUrl}/api/audit/verification`, {
      headers: { cookie },
    })
    expect(await verified.json()).toEqual({
      records: expect.toSatisfy((count: number) => count >= 2),
      last: { number: expect.any(Number), hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
    await second.stop()
    expect(processesOnData()).toEqual([])
  })

  test('asks with SQL what happened, and sees all of it once, whatever was killed meanwhile', async () => {
    const parley = await start()
    const ask = async (query: string) => {
      const args = ['bin/parley.mjs', 'sql', query, '--json', '--data', data]
      const { stdout } = await promisify(execFile)(process.execPath, args)
      return (JSON.parse(stdout) as readonly { n: number; names: number }[])[0]
    }
    const events =
      "select count(*) as n, count(distinct event->>'EventId') as names from agent_events"
    const answered = () =>
      until('the analytics node answers', () => ask(events).catch(() => undefined), 20_000)
    const before = await answered()
    expect(before?.n).toBeGreaterThan(0)
    expect(before?.names).toBe(before?.n)
    parley.kill('analytics')
    expect(await answered()).toEqual(before)
    parley.kill('centre')
    expect(await answered()).toEqual(before)
    await parley.stop()
    await start()
    expect(await answered()).toEqual(before)
    const files = readdirSync(join(data, 'analytics/agent_event'), { recursive: true })
    expect(files.filter(name => String(name).endsWith('.parquet'))).toHaveLength(1)
  }, 120_000)

  test('is told in one sentence when a port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    try {
      await expect(start({ env: { PARLEY_HTTP_PORT: String(port) } })).rejects.toThrow(String(port))
      expect(processesOnData()).toEqual([])
    } finally {
      server.close()
    }
  })

  test.skipIf(lacks('aws'))('asks with the AWS CLI', async () => {
    const parley = await start()
    const { accessKeyId, secretAccessKey, instanceId } = parley.credentials
    const aws = async (...args: string[]): Promise<unknown> => {
      const { stdout } = await promisify(execFile)(
        pathOf('aws'),
        ['connect', ...args, '--endpoint-url', parley.httpUrl, '--output', 'json'],
        {
          timeout: 30_000,
          env: {
            ...process.env,
            AWS_ACCESS_KEY_ID: accessKeyId,
            AWS_SECRET_ACCESS_KEY: secretAccessKey,
            AWS_DEFAULT_REGION: 'us-east-1',
            AWS_EC2_METADATA_DISABLED: 'true',
          },
        },
      )
      return JSON.parse(stdout)
    }
    expect(await aws('list-instances')).toMatchObject({
      InstanceSummaryList: [{ Id: instanceId, InstanceAlias: 'demo', InstanceStatus: 'ACTIVE' }],
    })
    expect(await aws('list-phone-numbers', '--instance-id', instanceId)).toMatchObject({
      PhoneNumberSummaryList: [{ PhoneNumber: '+15550100' }],
    })
    await expect(
      aws('describe-contact', '--instance-id', instanceId, '--contact-id', 'nobody'),
    ).rejects.toThrow('ResourceNotFoundException')
  })
})
