// What stands in a file that a spreadsheet opens.

/**
 * The cell as the spreadsheet shall take it: a text that would begin a formula there is marked as a text
 * (OWASP, CSV injection).
 */
export function spreadsheetCell(cell: string | number | null | undefined): string | number {
  return typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) && !/^\+\d+$/.test(cell)
    ? `'${cell}`
    : (cell ?? '')
}
