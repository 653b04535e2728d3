// A report as CSV: moments in ISO 8601 by the clocks of its zone, durations in seconds.
import { DateTime } from 'luxon'
import Papa from 'papaparse'
import type { Cell, CellKind, ReportTable } from '../api/contract/report-table.ts'
import { spreadsheetCell } from '../api/contract/spreadsheet-cell.ts'

/** With the mark that tells spreadsheets that it is UTF-8. */
export function reportCsv({ columns, rows, zone }: ReportTable): string {
  const header = columns.map(({ header: name }) => spreadsheetCell(name))
  const lines = rows.map(row =>
    row.map((cell, index) => csvCell(cell, columns[index]?.kind ?? 'text', zone)),
  )
  return `\uFEFF${Papa.unparse([header, ...lines])}\r\n`
}

function csvCell(cell: Cell, kind: CellKind, zone: string): string | number {
  if (typeof cell !== 'number') return spreadsheetCell(cell)
  if (kind === 'moment') {
    return DateTime.fromMillis(cell, { zone }).toISO({ suppressMilliseconds: true }) ?? ''
  }
  const value = kind === 'duration' ? cell / 1000 : cell
  return Math.round(value * 1000) / 1000
}
