// A report as a file.
import type { ReportTable } from '../api/contract/report-table.ts'
import { reportCsv } from './report-csv.ts'
import type { PdfOptions } from './report-pdf.ts'

export type ReportFormat = 'csv' | 'pdf'

export interface ReportFile {
  /** Of the content, as HTTP has it. */
  readonly type: string
  readonly body: Uint8Array
}

export async function reportFile(
  report: ReportTable,
  format: ReportFormat,
  options: PdfOptions,
): Promise<ReportFile> {
  if (format === 'csv') {
    return { type: 'text/csv; charset=utf-8', body: Buffer.from(await reportCsv(report)) }
  }
  // Loaded when first needed: it is large.
  const { reportPdf } = await import('./report-pdf.ts')
  return { type: 'application/pdf', body: await reportPdf(report, options) }
}
