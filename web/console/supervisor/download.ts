// A table as a file.
import Papa from 'papaparse'

type Cell = string | number | undefined

/**
 * CSV that a spreadsheet opens as what it is: a text that would begin a formula there is marked as a
 * text (OWASP, CSV injection).
 */
export function csvOf(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const safe = (cell: Cell) =>
    typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) && !/^\+\d+$/.test(cell)
      ? `'${cell}`
      : (cell ?? '')
  return Papa.unparse([header.map(safe), ...rows.map(row => row.map(safe))])
}

export function download(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
