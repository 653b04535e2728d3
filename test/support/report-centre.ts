// A contact centre whose history is kept as the product keeps it, with the reports over it. Virtual time.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Archive, openArchive } from '../../src/analytics/archive.ts'
import { reportSql } from '../../src/analytics/report-sql.ts'
import type { CentreEvent } from '../../src/core/event.ts'
import type { ReportWorld } from '../../src/report/report-task.ts'
import { kept } from '../../src/store/memory/memory-outbox.ts'
import type { OutboxEntry } from '../../src/store/outbox.ts'
import { TestCentre } from './test-centre.ts'

export interface ReportCentre {
  readonly centre: TestCentre
  readonly world: ReportWorld
  close(): Promise<void>
}

export async function openReportCentre(): Promise<ReportCentre> {
  const centre = await TestCentre.open()
  const folder = mkdtempSync(join(tmpdir(), 'parley-reports-'))
  const now = () => centre.clock.now()
  const limits = { threads: 1, memoryMb: 200, longestQueryMs: 1000 }
  const archive = await openArchive({ folder, now, ...limits })
  const world: ReportWorld = {
    centre: centre.centre.view,
    now,
    lastEntry: () => centre.events.length,
    durable: async () => {},
    askMetrics: async () => ({ rows: [] }),
    reader: {
      async report(question) {
        await catchUp(archive, centre)
        const { text, values } = reportSql(question)
        return (await archive.read(text, values)).rows
      },
    },
  }
  const close = async () => {
    await archive.close()
    rmSync(folder, { recursive: true })
  }
  return { centre, world, close }
}

async function catchUp(archive: Archive, { events, clock }: TestCentre): Promise<void> {
  const entries = events.slice(archive.position).map((event, index): OutboxEntry => {
    return {
      seq: archive.position + index + 1,
      at: atOf(event) ?? clock.now(),
      events: kept(event),
    }
  })
  if (entries.length > 0) await archive.add(entries)
}

function atOf(event: CentreEvent): number | undefined {
  return event.type === 'agent.event' ? Date.parse(String(event.body.EventTimestamp)) : undefined
}
