import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { JsonObject } from '../core/json.ts'
import { type KeptAgentEvent, wholeAgentEvent } from '../store/kept-agent-event.ts'
import { type Archive, openArchive } from './archive.ts'
import { runSql } from './run-sql.ts'

const NOON = Date.parse('2026-11-21T12:00:00Z')
const DAY_MS = 86_400_000

let folder: string
let archive: Archive

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-agents-'))
  archive = await open()
})

afterEach(async () => {
  await archive.close()
  rmSync(folder, { recursive: true })
})

function open(): Promise<Archive> {
  const limits = { threads: 1, memoryMb: 200, longestQueryMs: 1000 }
  return openArchive({ folder, now: () => NOON, ...limits })
}

const configuration = {
  key: 'k1',
  body: JSON.stringify({ Version: '1', Configuration: { Username: 'a"na,}{' } }),
}

function event(EventId: string, snapshot: object, previous?: object): KeptAgentEvent {
  const apart = { configuration, ...(previous && { previousConfiguration: configuration }) }
  return { ...inOnePiece(EventId, snapshot, previous), ...apart }
}

function inOnePiece(EventId: string, snapshot: object, previous?: object): KeptAgentEvent {
  return {
    type: 'agent.event',
    agentId: 'ana',
    body: { CurrentAgentSnapshot: snapshot as JsonObject, EventId },
    ...(previous && { previous: previous as JsonObject }),
  }
}

const login = { AgentStatus: { Name: 'Offline' }, Contacts: [], NextAgentStatus: null }
const logout = {}

async function shown(): Promise<unknown[]> {
  const { files, release } = await archive.snapshot()
  const answer = await runSql({
    sql: 'select event from agent_events order by seq',
    files,
    folder,
    temporaryFolder: join(folder, 'work', 'test'),
    memoryMb: 200,
    threads: 1,
    rowsMax: 100,
    charactersMax: 100_000,
  })
  await release()
  if ('refused' in answer) throw new Error(answer.sentence)
  return answer.rows.map(([text]) => JSON.parse(String(text)))
}

test('agent events are whole for whoever asks, also after a restart and on another day', async () => {
  const first = event('e1', login)
  const second = event('e2', logout, login)
  const third = event('e3', login, logout)
  await archive.add([{ seq: 1, at: NOON, events: [first] }])
  await archive.add([{ seq: 2, at: NOON + 1, events: [second] }])
  await archive.flush()
  await archive.close()
  archive = await open()
  await archive.add([{ seq: 3, at: NOON + DAY_MS, events: [third] }])
  expect(await shown()).toEqual([first, second, third].map(wholeAgentEvent))
})

test('an agent event that was kept in one piece is shown as it was', async () => {
  const events = [inOnePiece('e0', { Contacts: [] }), inOnePiece('e1', login, { Contacts: [] })]
  await archive.add(events.map((each, index) => ({ seq: index + 1, at: NOON, events: [each] })))
  expect(await shown()).toEqual(events.map(wholeAgentEvent))
})
