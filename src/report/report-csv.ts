// A report as CSV: moments in ISO 8601 by the clocks of its zone, durations in seconds.
import { DateTime } from 'luxon'
import Papa from 'papaparse'
import type { Cell, CellKind, ReportTable } from '../api/contract/report-table.ts'
import { spreadsheetCell } from '../api/contract/spreadsheet-cell.ts'
import { type Instant, minutes } from '../core/instant.ts'
import { breath } from '../io/breath.ts'

const ROWS_AT_ONCE = 1_000
/** No clocks are put forward or back in between. */
const STEADY_MS = minutes(15)

/** With the mark that tells spreadsheets that it is UTF-8. */
export async function reportCsv({ columns, rows, zone }: ReportTable): Promise<string> {
  const isoTime = isoTimes(zone)
  const header = columns.map(({ header: name }) => spreadsheetCell(name))
  const parts = [Papa.unparse([header])]
  for (let first = 0; first < rows.length; first += ROWS_AT_ONCE) {
    const lines = rows
      .slice(first, first + ROWS_AT_ONCE)
      .map(row => row.map((cell, index) => csvCell(cell, columns[index]?.kind ?? 'text', isoTime)))
    parts.push(Papa.unparse(lines))
    await breath()
  }
  return `\uFEFF${parts.join('\r\n')}\r\n`
}

function csvCell(cell: Cell, kind: CellKind, isoTime: (at: Instant) => string): string | number {
  if (typeof cell !== 'number') return spreadsheetCell(cell)
  if (kind === 'moment') return isoTime(cell)
  const value = kind === 'duration' ? cell / 1000 : cell
  return Math.round(value * 1000) / 1000
}

/** Instants by the clocks of a zone; what the zone is looked up for is kept, for that takes the longest. */
function isoTimes(zone: string): (at: Instant) => string {
  const offsets = new Map<number, { readonly ms: number; readonly text: string }>()
  return at => {
    const part = Math.floor(at / STEADY_MS)
    let offset = offsets.get(part)
    if (!offset) {
      const local = DateTime.fromMillis(at, { zone })
      const isUtc = local.zone.isUniversal && local.offset === 0
      offset = { ms: minutes(local.offset), text: isUtc ? 'Z' : local.toFormat('ZZ') }
      offsets.set(part, offset)
    }
    const local = new Date(at + offset.ms).toISOString()
    return `${local.endsWith('.000Z') ? local.slice(0, -5) : local.slice(0, -1)}${offset.text}`
  }
}
