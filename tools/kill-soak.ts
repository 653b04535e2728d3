// Kills the centre, the voice node and the database with -9 at moments drawn by lot while calls come and
// go, then counts: `npm run soak:kill -- <kills>`. Every call that was answered must have exactly one final
// record, no agent may be stuck, and nothing may be open. Signalling only.
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { GetCurrentUserDataCommand, ListUsersCommand } from '@aws-sdk/client-connect'
import pg from 'pg'
import { clientConfig, type PostgresConnection } from '../src/store/postgres/connection.ts'
import { startAnsweringPhones, startCallLoad } from '../test/support/call-load.ts'
import { connectClient } from '../test/support/connect-client.ts'
import { DeskAgents } from '../test/support/desk-agents.ts'
import { figuresOf } from '../test/support/figures.ts'
import { startParley } from '../test/support/parley.ts'
import { until } from '../test/support/until.ts'
import { killOne } from './kill-one.ts'

const NUMBER = '+15550100'
const VICTIMS = ['centre', 'voice', 'postgres'] as const
const CALLS_PER_SECOND = 8
const BETWEEN_KILLS_MS = { min: 800, max: 4000 }
/**
 * A call whose ACK is lost is repeated for 32 s, its BYE for 32 s more. A recording whose voice node was
 * killed is waited for for two minutes before its contact's record is closed without it.
 */
const QUIET_WITHIN_MS = 160_000

const kills = Number(process.argv[2] ?? 20)
const phones = await startAnsweringPhones()
const parley = await startParley({
  env: { PARLEY_SIP_TRUNK_URI: `sip:127.0.0.1:${phones.port}` },
})
const connect = connectClient(parley)
const InstanceId = parley.credentials.instanceId
try {
  await soak()
} finally {
  phones.close()
  await parley.stop()
}

async function soak(): Promise<void> {
  const agents = new DeskAgents(connect, InstanceId)
  await agents.begin()
  const load = await startCallLoad({
    sipPort: parley.sipPort,
    number: NUMBER,
    callsPerSecond: CALLS_PER_SECOND,
    random: Math.random,
  })
  // What a person at the page would do about a call that failed.
  const cleaning = setInterval(() => void agents.comeBack(), 1000)
  const killed = { centre: 0, voice: 0, postgres: 0 }
  const backAfterMs: number[] = []
  for (let kill = 0; kill < kills; kill++) {
    const { min, max } = BETWEEN_KILLS_MS
    await pause(min + Math.random() * (max - min))
    const victim = VICTIMS[Math.floor(Math.random() * VICTIMS.length)] ?? 'centre'
    backAfterMs.push(await killOne(parley, victim, isWell))
    killed[victim]++
    console.log(`${kill + 1}/${kills}: ${victim}, well again after ${backAfterMs.at(-1)} ms`)
  }
  load.stopCalling()
  await until('the callers are done', () => load.open === 0, 30_000)
  const open = await untilQuiet()
  clearInterval(cleaning)
  await agents.comeBack()
  const problems = [
    ...Object.entries(open).map(([name, count]) => `${name} is ${count}`),
    ...(await recordProblems(load.answered)),
    ...(await stuckAgents(agents.userIds)),
  ]
  const figures = await figuresOf(parley)
  console.log(
    JSON.stringify({
      killed,
      calls: load.begun,
      answered: load.answered.size,
      queued: figures.contacts_queued,
      offered: figures.offers_made,
      connectedToAgent: figures.contacts_connected_to_agent,
      slowestBackMs: Math.max(...backAfterMs),
      problems: problems.length,
    }),
  )
  for (const problem of problems.slice(0, 50)) console.log(problem)
  load.close()
  if (problems.length > 0) process.exitCode = 1
}

/** The centre answers, has a voice node, and its journal is written. */
async function isWell(): Promise<boolean> {
  const patience = { signal: AbortSignal.timeout(2000) }
  const health = await fetch(`${parley.httpUrl}/health`, patience).catch(() => undefined)
  if (health?.ok !== true) return false
  const told = await connect
    .send(new ListUsersCommand({ InstanceId }), { abortSignal: patience.signal })
    .catch(() => undefined)
  return told !== undefined
}

/** What is still open when it should not be. */
async function untilQuiet(): Promise<Record<string, number | undefined>> {
  const names = ['contacts_in_progress', 'voice_legs', 'sip_calls', 'sip_dialogs', 'media_streams']
  const left = async () => {
    const figures = await figuresOf(parley)
    const counts = names.map(name => [name, figures[name]] as const)
    return Object.fromEntries(counts.filter(([, count]) => count !== 0))
  }
  const isQuiet = async () => Object.keys(await left()).length === 0
  await until('all is over', isQuiet, QUIET_WITHIN_MS).catch(() => undefined)
  return left()
}

interface CallRecords {
  readonly number: string
  readonly records: number
  readonly finals: number
  /** Never answered, for the voice node was killed. */
  readonly lost: number
}

async function recordProblems(answered: ReadonlySet<string>): Promise<string[]> {
  const environment = readFileSync(`/proc/${parley.process('centre').pid}/environ`, 'utf8')
  const setting = environment.split('\0').find(each => each.startsWith('PARLEY_PG=')) ?? ''
  const connection = JSON.parse(setting.slice('PARLEY_PG='.length)) as PostgresConnection
  const database = new pg.Client(clientConfig(connection))
  await database.connect()
  // An INVITE whose voice node died before it answered is repeated to the next, and rightly leaves the
  // record of a call that was lost beside its own.
  const { rows } = await database.query<CallRecords>(
    `select customer_address as number, count(*) as records,
            count(*) filter (where final and disconnected_at is not null) as finals,
            count(*) filter (where connected_to_system_at is null
                             and record->>'DisconnectReason' = 'TELECOM_PROBLEM') as lost
     from parley.contact group by 1`,
  )
  await database.end()
  const records = new Map(rows.map(row => [row.number, row]))
  return [
    ...[...answered]
      .filter(number => !records.has(number))
      .map(number => `${number} was answered and has no record`),
    ...rows
      .filter(row => row.finals !== row.records || row.records - row.lost > 1)
      .map(row => JSON.stringify(row)),
  ]
}

async function stuckAgents(userIds: readonly string[]): Promise<string[]> {
  const { UserDataList = [] } = await connect.send(
    new GetCurrentUserDataCommand({ InstanceId, Filters: { Agents: [...userIds] } }),
  )
  return UserDataList.flatMap(({ User, Status, Contacts = [] }) => [
    ...Contacts.map(contact => `agent ${User?.Id} holds a contact: ${contact.AgentContactState}`),
    ...(Status?.StatusName === 'Available' ? [] : [`agent ${User?.Id} is ${Status?.StatusName}`]),
  ])
}
