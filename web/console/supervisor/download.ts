// A table as a file.
import Papa from 'papaparse'
import { spreadsheetCell } from '../../../src/api/contract/spreadsheet-cell.ts'

type Cell = string | number | undefined

export function csvOf(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return Papa.unparse([header, ...rows].map(row => row.map(spreadsheetCell)))
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
