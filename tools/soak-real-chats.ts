// People write in chats of the real product while their connections are cut, the centre and the database
// are killed with -9 or stand still, and the clock is put forward and back. Each chat is compared at its
// end: what everybody saw, the transcript, and the file that was put away.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { DescribeContactCommand, StopContactCommand } from '@aws-sdk/client-connect'
import { openFolderBlobStore } from '../src/store/folder-blob-store.ts'
import { beginChat, createWritingFlow } from '../test/support/chat-flow.ts'
import { connectClient } from '../test/support/connect-client.ts'
import { fakeTime } from '../test/support/fake-time.ts'
import { type Parley, startParley } from '../test/support/parley.ts'
import { PatientPerson, type SeenItem } from '../test/support/patient-person.ts'
import { until } from '../test/support/until.ts'
import { killOne } from './kill-one.ts'

const CHATS = 8
const CHAT_MS = { min: 30_000, max: 60_000 }
const BETWEEN_LINES_MS = { min: 50, max: 600 }
const BETWEEN_FAULTS_MS = { min: 2000, max: 7000 }
/** Within what requests are signed. */
const SKEWS = ['+0', '+200', '-200', '+90', '-30'] as const
const STANDS_STILL_MS = 3000
/** With the database and the centre killed meanwhile. */
const PATIENCE_MS = 120_000

interface Tally {
  chats: number
  acknowledged: number
  cuts: number
  killed: { centre: number; postgres: number }
  stops: number
  skews: number
  slowestBackMs: number
  readonly problems: string[]
}

interface Soak {
  readonly parley: Parley
  readonly connect: ReturnType<typeof connectClient>
  readonly InstanceId: string
  readonly ContactFlowId: string
  readonly people: Set<PatientPerson>
  readonly tally: Tally
  setClock(offset: string): void
  isOver(): boolean
}

/** Sets the exit code to 1 when anything was lost, told twice or different. */
export async function soakRealChats(minutes: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-soak-'))
  const clock = join(folder, 'offset')
  writeFileSync(clock, '+0')
  const parley = await startParley({ env: fakeTime(clock) })
  try {
    const InstanceId = parley.credentials.instanceId
    const connect = connectClient(parley)
    const endsAt = performance.now() + minutes * 60_000
    const soak: Soak = {
      parley,
      connect,
      InstanceId,
      ContactFlowId: await createWritingFlow(connect, InstanceId),
      people: new Set(),
      tally: {
        chats: 0,
        acknowledged: 0,
        cuts: 0,
        killed: { centre: 0, postgres: 0 },
        stops: 0,
        skews: 0,
        slowestBackMs: 0,
        problems: [],
      },
      setClock: offset => writeFileSync(clock, offset),
      isOver: () => performance.now() > endsAt,
    }
    await Promise.all([
      ...Array.from({ length: CHATS }, (_, place) => keepTalking(soak, place)),
      makeTrouble(soak),
    ])
    report(soak.tally)
  } finally {
    await parley.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function report({ problems, ...figures }: Tally): void {
  console.log(JSON.stringify({ ...figures, problems: problems.length }))
  for (const problem of problems.slice(0, 50)) console.log(problem)
  if (problems.length > 0) process.exitCode = 1
}

/** One chat after the other. */
async function keepTalking(soak: Soak, place: number): Promise<void> {
  for (let nth = 0; !soak.isOver(); nth++) {
    const name = `${place}.${nth}`
    await talk(soak, name).catch(error => soak.tally.problems.push(`${name}: ${error}`))
    soak.tally.chats++
  }
}

async function talk(soak: Soak, name: string): Promise<void> {
  const { parley, people } = soak
  const { contactId, customer, bot } = await patiently(() => beginChat(soak.connect, soak))
  const both = [customer, bot].map(token => new PatientPerson(() => parley.httpUrl, token))
  try {
    for (const person of both) people.add(person)
    await inTime('both join', Promise.all(both.map(person => person.join())))
    const ends = performance.now() + between(CHAT_MS)
    const writing = both.map(async (person, who) => {
      for (let count = 0; performance.now() < ends; count++) {
        await person.write(`${name} ${who}-${count}`)
        await pause(between(BETWEEN_LINES_MS))
      }
    })
    await inTime('all is said', Promise.all(writing))
    await inTime('both have caught up', Promise.all(both.map(comeBack)))
    const shown = await patiently(() => both[0]?.transcript() ?? [])
    const seen = both.map(person => person.view().map(({ Id }) => Id))
    await patiently(() =>
      soak.connect.send(
        new StopContactCommand({ InstanceId: soak.InstanceId, ContactId: contactId }),
      ),
    )
    const sealed = await sealedOf(soak, contactId)
    for (const problem of problemsOf(both, { seen, shown, sealed })) {
      soak.tally.problems.push(`${name} (${contactId}): ${problem}`)
    }
    for (const { acknowledged } of both) soak.tally.acknowledged += acknowledged.length
  } finally {
    for (const person of both) people.delete(person)
    await Promise.all(both.map(person => person.stop()))
  }
}

/** Connects again, and has everything from then on. */
async function comeBack(person: PatientPerson): Promise<void> {
  const caughtUp = person.caughtUp()
  person.cut()
  await caughtUp
}

function problemsOf(
  people: readonly PatientPerson[],
  {
    seen,
    shown,
    sealed,
  }: {
    /** Ids of what each had on the screen. */
    readonly seen: readonly (readonly string[])[]
    readonly shown: readonly SeenItem[]
    readonly sealed: readonly SealedItem[]
  },
): string[] {
  const ids = shown.map(({ Id }) => Id)
  const said = shown.flatMap(({ Content }) => Content ?? [])
  return [
    ...(new Set(ids).size === ids.length ? [] : ['the transcript has an item twice']),
    ...people.flatMap(({ wrong }) => wrong),
    ...seen.flatMap((own, who) => {
      return isSame(own, ids) ? [] : [`${who} saw ${own.length} of ${ids.length} items`]
    }),
    ...people.flatMap(({ acknowledged }, who) => {
      const own = said.filter(text => text.split(' ')[1]?.startsWith(`${who}-`))
      return isSame(own, acknowledged)
        ? []
        : [`${who} was told of ${acknowledged.length} lines, and ${own.length} are there`]
    }),
    // What was put away ends with who left and that it is over.
    ...(isSame(
      sealed.slice(0, ids.length).map(({ Id }) => Id),
      ids,
    )
      ? []
      : [`${sealed.length} items were put away, and ${ids.length} said`]),
    ...(sealed.slice(ids.length).some(({ Content }) => Content !== undefined)
      ? ['something was put away that nobody saw']
      : []),
  ]
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at])
}

interface SealedItem {
  readonly Id: string
  readonly Content?: string
}

/** The file, once the contact says where it is. */
async function sealedOf(soak: Soak, ContactId: string): Promise<readonly SealedItem[]> {
  const { parley, connect, InstanceId } = soak
  const blobs = await openFolderBlobStore(
    join(parley.data, 'blobs'),
    join(parley.data, 'keys', 'master'),
  )
  const location = async () => {
    const described = new DescribeContactCommand({ InstanceId, ContactId })
    const answer = await connect.send(described).catch(() => undefined)
    return answer?.Contact?.Recordings?.[0]?.Location
  }
  const key = await until('the transcript is put away', location, PATIENCE_MS)
  const file = await blobs.get(key)
  const { Transcript } = JSON.parse(Buffer.from(file ?? []).toString('utf8')) as {
    readonly Transcript: readonly SealedItem[]
  }
  return Transcript
}

async function makeTrouble(soak: Soak): Promise<void> {
  while (!soak.isOver()) {
    await pause(between(BETWEEN_FAULTS_MS))
    await oneFault(soak).catch(error => soak.tally.problems.push(String(error)))
  }
  soak.setClock('+0')
}

async function oneFault(soak: Soak): Promise<void> {
  const { tally } = soak
  const lot = Math.random()
  if (lot < 0.4) cutSome(soak)
  else if (lot < 0.6) await kill(soak, 'centre')
  else if (lot < 0.75) await kill(soak, 'postgres')
  else if (lot < 0.85) await standStill(soak)
  else {
    soak.setClock(any(SKEWS))
    tally.skews++
  }
}

function cutSome({ people, tally }: Soak): void {
  for (const person of people) {
    if (Math.random() < 0.5) continue
    person.cut()
    tally.cuts++
  }
}

async function kill(soak: Soak, victim: 'centre' | 'postgres'): Promise<void> {
  const { tally, parley } = soak
  const took = await killOne(parley, victim, () => isWell(parley))
  tally.killed[victim]++
  tally.slowestBackMs = Math.max(tally.slowestBackMs, took)
  console.log(`${victim}, well again after ${took} ms; ${tally.chats} chats are done`)
}

/** Long enough that another could take the instance over. */
async function standStill({ parley, tally }: Soak): Promise<void> {
  const { pid } = parley.process('centre')
  process.kill(pid, 'SIGSTOP')
  await pause(STANDS_STILL_MS)
  process.kill(pid, 'SIGCONT')
  tally.stops++
}

async function isWell({ httpUrl }: Parley): Promise<boolean> {
  const patience = { signal: AbortSignal.timeout(2000) }
  return (await fetch(`${httpUrl}/health`, patience).catch(() => undefined))?.ok === true
}

/** Asked again while the centre is away. */
async function patiently<T>(ask: () => T | Promise<T>): Promise<T> {
  const given = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (performance.now() > given) throw error
      await pause(500)
    }
  }
}

async function inTime<T>(what: string, work: Promise<T>): Promise<T> {
  const longest = CHAT_MS.max + PATIENCE_MS
  const tooLate = async () => {
    await pause(longest, undefined, { ref: false })
    throw new Error(`${what}: not within ${longest} ms`)
  }
  return Promise.race([work, tooLate()])
}

function between({ min, max }: { readonly min: number; readonly max: number }): number {
  return min + Math.random() * (max - min)
}

function any<T>(all: readonly [T, ...T[]]): T {
  return all[Math.floor(Math.random() * all.length)] ?? all[0]
}
