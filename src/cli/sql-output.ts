// The answer to a query as people and programs read it.
import type { SqlAnswer } from '../analytics/sql-message.ts'
import type { Json } from '../core/json.ts'

/** Longer texts are cut in tables, never in CSV or JSON. */
const WIDTH_MAX = 60

/** Columns under each other, numbers to the right. */
export function tableOf({ columns, rows }: SqlAnswer): string {
  const cells = rows.map(row => row.map(cut))
  const widths = columns.map(({ name }, index) =>
    Math.max(name.length, ...cells.map(row => row[index]?.length ?? 0)),
  )
  const isNumber = columns.map((_, index) => rows.every(row => !isText(row[index])))
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => {
        const width = widths[index] ?? 0
        return isNumber[index] ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  const head = line(columns.map(({ name }) => name))
  const rule = widths.map(width => '-'.repeat(width)).join('  ')
  return `${[head, rule, ...cells.map(line)].join('\n')}\n`
}

/** RFC 4180, with a line of names. Nothing is an empty field. */
export function csvOf({ columns, rows }: SqlAnswer): string {
  const lines = [columns.map(({ name }) => name), ...rows.map(row => row.map(text))]
  return lines.map(line => `${line.map(field).join(',')}\r\n`).join('')
}

/** An object for each row. */
export function jsonOf({ columns, rows }: SqlAnswer): string {
  const objects = rows.map(row =>
    Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])),
  )
  return `${JSON.stringify(objects, undefined, 2)}\n`
}

function field(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

function text(value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function cut(value: Json): string {
  // Line breaks and the like would spoil the table, or the terminal.
  const line = text(value).replaceAll(/\p{Cc}+/gu, ' ')
  return line.length > WIDTH_MAX ? `${line.slice(0, WIDTH_MAX - 1)}…` : line
}

function isText(value: Json | undefined): boolean {
  return value !== null && value !== undefined && typeof value !== 'number'
}
