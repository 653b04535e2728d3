// The digital twin of a centre that has worked for a while: taken from its own configuration and history.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runSimulateCommand } from '../../src/cli/simulate-command.ts'
import { startAnsweringPhones, startCallLoad } from '../support/call-load.ts'
import { heard } from '../support/command-line.ts'
import { connectClient } from '../support/connect-client.ts'
import { DeskAgents } from '../support/desk-agents.ts'
import { figuresOf } from '../support/figures.ts'
import { type Parley, startParley } from '../support/parley.ts'
import { until } from '../support/until.ts'

let phones: Awaited<ReturnType<typeof startAnsweringPhones>>
let parley: Parley

beforeAll(async () => {
  phones = await startAnsweringPhones()
  const trunk = `sip:127.0.0.1:${phones.port}`
  parley = await startParley({ env: { PARLEY_SIP_TRUNK_URI: trunk } })
})

afterAll(async () => {
  phones?.close()
  await parley?.stop()
})

test('a centre’s own traffic can be played again, with as many agents as one likes', async () => {
  await new DeskAgents(connectClient(parley), parley.credentials.instanceId).begin()
  const load = await startCallLoad({
    sipPort: parley.sipPort,
    number: '+15550100',
    callsPerSecond: 8,
    random: Math.random,
  })
  // Many callers give up while their agent is told whose call it is.
  const handled = async () => ((await figuresOf(parley)).contacts_connected_to_agent ?? 0) >= 3
  await until('calls have been taken', handled, 60_000)
  load.stopCalling()
  await until(
    'all is over',
    async () => {
      return load.open === 0 && (await figuresOf(parley)).contacts_in_progress === 0
    },
    60_000,
  )
  load.close()

  const folder = mkdtempSync(join(tmpdir(), 'parley-twin-'))
  const file = join(folder, 'scenario.json')
  try {
    const { accessKeyId, secretAccessKey } = parley.credentials
    const where = ['--from-centre', '--data', parley.data, '--endpoint', parley.httpUrl]
    const { code, out, err } = await heard(
      runSimulateCommand,
      [...where, '--write', file, '--agents', 'Basic Routing Profile=2', '--json'],
      { PARLEY_ACCESS_KEY_ID: accessKeyId, PARLEY_SECRET_ACCESS_KEY: secretAccessKey },
    )
    expect(code, err).toBe(0)
    // They were there for seconds of an interval of half an hour: how many is said by hand.
    expect(JSON.parse(out).changes).toHaveLength(1)
    const scenario = JSON.parse(readFileSync(file, 'utf8'))
    expect(scenario.queues).toMatchObject([{ name: 'BasicQueue' }])
    const arrivals = scenario.queues[0].arrivals.contacts as number[]
    const queued = (await figuresOf(parley)).contacts_queued ?? 0
    expect(arrivals.reduce((sum, count) => sum + count, 0)).toBe(queued)
    expect(scenario.agents).toMatchObject([{ group: 'Basic Routing Profile' }])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
