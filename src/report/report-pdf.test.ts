// PDFs are read back by pdftotext, as somebody's program would.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lacks } from '../../test/support/peer.ts'
import { type ReportTable, shownCell } from '../api/contract/report-table.ts'
import { reportPdf } from './report-pdf.ts'

const NOON = Date.parse('2026-11-21T12:00:00Z')
const REPORT: ReportTable = {
  kind: 'queue-day',
  title: 'A queue over the day',
  from: NOON - 86_400_000,
  until: NOON,
  zone: 'Europe/Berlin',
  columns: [
    { id: 'from', header: 'From', kind: 'moment' },
    { id: 'name', header: 'Name', kind: 'text' },
    { id: 'came', header: 'Came', kind: 'count' },
    { id: 'level', header: 'Service level', kind: 'percent' },
    { id: 'wait', header: 'Longest wait', kind: 'duration' },
  ],
  rows: Array.from({ length: 96 }, (_, index) => [
    NOON - 86_400_000 + index * 900_000,
    index === 7 ? 'Jörg Müller' : `Part ${index}`,
    index * 1234,
    index + 0.5,
    index * 61_000,
  ]),
  isCut: false,
  chart: { by: 'from', of: ['came'] },
}

function textOf(pdf: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-pdf-'))
  try {
    writeFileSync(join(folder, 'report.pdf'), pdf)
    return execFileSync('pdftotext', ['-layout', join(folder, 'report.pdf'), '-']).toString()
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe.skipIf(lacks('pdftotext'))('a report as PDF', () => {
  test('has every row with the figures of the page, and says what it is and which page', async () => {
    const text = textOf(await reportPdf(REPORT, { language: 'en-GB', madeAt: NOON, name: 'Mine' }))
    const lines = text.split('\n')
    expect(text).toContain('Mine')
    expect(text).toContain('(Europe/Berlin)')
    expect(text).toMatch(/Page 1 of \d/)
    for (const row of REPORT.rows) {
      const cells = row.map((cell, index) =>
        shownCell(cell, REPORT.columns[index]?.kind ?? 'text', {
          zone: REPORT.zone,
          language: 'en-GB',
        }),
      )
      const line = lines.find(each => each.includes(` ${cells[1]} `)) ?? ''
      for (const cell of cells) expect(line).toContain(cell)
    }
  })

  test('is written in German as the page is, with its letters and commas', async () => {
    const text = textOf(await reportPdf(REPORT, { language: 'de', madeAt: NOON }))
    expect(text).toContain('Jörg Müller')
    expect(text).toContain('8,5 %')
    expect(text).toMatch(/Seite 1 von \d/)
  })

  test('of nothing says so, and letters it cannot write are seen to be missing', async () => {
    const nothing = { ...REPORT, rows: [] }
    expect(textOf(await reportPdf(nothing, { language: 'en', madeAt: NOON }))).toContain(
      'There is nothing in this time.',
    )
    const [first = []] = REPORT.rows
    const rows = [first.with(1, '田中 Ana')]
    const text = textOf(await reportPdf({ ...REPORT, rows }, { language: 'ja', madeAt: NOON }))
    expect(text).toContain('?? Ana')
  })
})
