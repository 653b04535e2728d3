// A report as PDF: A4 across, a chart where there is one, and the table with its header on every page. The
// figures are those of the page, for both are written by `shownCell`.
import PDFDocument from 'pdfkit'
import { type Cell, type ReportTable, shownCell } from '../api/contract/report-table.ts'
import type { Instant } from '../core/instant.ts'
import { breath } from '../io/breath.ts'
import { type Bar, drawBars, drawLines, type Line } from './report-chart.ts'
import { reportWords } from './report-words.ts'

export interface PdfOptions {
  /** A tag of BCP 47. */
  readonly language: string
  readonly madeAt: Instant
  /** What is written above it; the report's own title otherwise. */
  readonly name?: string
  /** Fonts with the letters of all languages, in files: the first that there is. Without one, letters of Western Europe. */
  readonly font?: { readonly regular: string; readonly bold: string } | undefined
}

const MARGIN = 36
const FONT_SIZE = 8
const ROW_HEIGHT = 14
const CHART_HEIGHT = 170
const GREY = '#5f6b7a'
const LINE = '#d1d5db'
/** More rows are a file for a spreadsheet, not for paper. */
const PDF_ROWS_MAX = 5_000
const BARS_MAX = 30
const ROWS_AT_ONCE = 50

type Page = PDFKit.PDFDocument

export async function reportPdf(report: ReportTable, options: PdfOptions): Promise<Uint8Array> {
  const words = reportWords(options.language)
  const page = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    // The footer stands below what is written.
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN / 2 },
    bufferPages: true,
    info: { Title: options.name ?? report.title, CreationDate: new Date(options.madeAt) },
  })
  const parts: Uint8Array[] = []
  page.on('data', (part: Uint8Array) => parts.push(part))
  const ended = new Promise<void>(resolve => page.on('end', () => resolve()))
  const writer = new PdfWriter(page, options)
  writer.heading(report)
  writer.chart(report)
  await writer.table(report)
  const { count } = page.bufferedPageRange()
  for (let index = 0; index < count; index++) {
    page.switchToPage(index)
    writer.footer(report, words.page(index + 1, count))
  }
  page.end()
  await ended
  return Buffer.concat(parts)
}

class PdfWriter {
  readonly #page: Page
  readonly #options: PdfOptions
  readonly #fonts: { readonly regular: string; readonly bold: string }

  constructor(page: Page, options: PdfOptions) {
    this.#page = page
    this.#options = options
    this.#fonts = options.font ?? { regular: 'Helvetica', bold: 'Helvetica-Bold' }
  }

  get #width(): number {
    return this.#page.page.width - 2 * MARGIN
  }

  get #words() {
    return reportWords(this.#options.language)
  }

  heading(report: ReportTable): void {
    const page = this.#page
    page.font(this.#fonts.bold).fontSize(16).fillColor('black')
    page.text(this.#known(this.#options.name ?? report.title))
    page.font(this.#fonts.regular).fontSize(9).fillColor(GREY)
    const [from, until] = [report.from, report.until].map(at => this.#moment(at, report.zone))
    page.text(this.#known(`${report.title}: ${from} – ${until} (${report.zone})`))
    if (report.rows.length === 0) page.moveDown().text(this.#known(this.#words.nothing))
    if (report.isCut || report.rows.length > PDF_ROWS_MAX) {
      page.text(this.#known(this.#words.isCut))
    }
    page.moveDown()
  }

  chart(report: ReportTable): void {
    const { chart, columns, rows } = report
    const by = columns.findIndex(({ id }) => id === chart?.by)
    const shown = (chart?.of ?? []).flatMap(id => {
      const index = columns.findIndex(column => column.id === id)
      return index < 0 ? [] : [{ index, title: this.#known(columns[index]?.header ?? '') }]
    })
    const [first] = shown
    if (by < 0 || !first || rows.length === 0) return
    const page = this.#page
    const area = { x: MARGIN, y: page.y, width: this.#width, height: CHART_HEIGHT }
    page.font(this.#fonts.regular).fontSize(7)
    if (columns[by]?.kind === 'moment') {
      const lines = shown.map(
        ({ index, title }): Line => ({
          title,
          points: rows.map(row => [Number(row[by]), Number(row[index] ?? 0)] as const),
        }),
      )
      drawLines(page, area, lines, at => this.#moment(at, report.zone))
    } else {
      const { kind } = columns[first.index] ?? { kind: 'count' as const }
      const bars = rows.slice(0, BARS_MAX).map((row): Bar => {
        const value = row[first.index]
        return {
          label: this.#cell(row[by], report, by),
          value: Number(value ?? 0),
          shown: this.#known(shownCell(value, kind, this.#style(report.zone))),
        }
      })
      drawBars(page, area, first.title, bars)
    }
    page.y = area.y + area.height + 12
    page.x = MARGIN
  }

  async table(report: ReportTable): Promise<void> {
    const rows = report.rows
      .slice(0, PDF_ROWS_MAX)
      .map(row => report.columns.map((_, index) => this.#cell(row[index], report, index)))
    const widths = this.#widths(report, rows)
    const header = report.columns.map(({ header: text }) => this.#known(text))
    this.#header(report, header, widths)
    for (const [index, row] of rows.entries()) {
      if (index % ROWS_AT_ONCE === 0) await breath()
      if (this.#page.y + ROW_HEIGHT > this.#page.page.height - MARGIN - ROW_HEIGHT) {
        this.#page.addPage()
        this.#header(report, header, widths)
      }
      this.#row(report, row, widths)
    }
  }

  footer({ zone }: ReportTable, text: string): void {
    const page = this.#page
    const made = this.#known(this.#words.madeAt(this.#moment(this.#options.madeAt, zone)))
    const y = page.page.height - MARGIN
    page.font(this.#fonts.regular).fontSize(7).fillColor(GREY)
    page.text(made, MARGIN, y, { lineBreak: false })
    const number = this.#known(text)
    const x = MARGIN + this.#width - page.widthOfString(number)
    page.text(number, x, y, { lineBreak: false })
  }

  #header(report: ReportTable, header: readonly string[], widths: readonly number[]): void {
    const page = this.#page
    page.font(this.#fonts.bold).fontSize(FONT_SIZE).fillColor('black')
    const most = Math.max(
      ...header.map((text, index) =>
        page.heightOfString(text, { width: (widths[index] ?? 0) - 6 }),
      ),
    )
    this.#cells(report, header, widths, false)
    page.y += most - FONT_SIZE + ROW_HEIGHT
    page
      .moveTo(MARGIN, page.y - 3)
      .lineTo(MARGIN + this.#width, page.y - 3)
      .lineWidth(1)
      .stroke(GREY)
    page.font(this.#fonts.regular)
  }

  #row(report: ReportTable, row: readonly string[], widths: readonly number[]): void {
    const page = this.#page
    page.font(this.#fonts.regular).fontSize(FONT_SIZE).fillColor('black')
    this.#cells(report, row, widths, true)
    page.y += ROW_HEIGHT
    page
      .moveTo(MARGIN, page.y - 3)
      .lineTo(MARGIN + this.#width, page.y - 3)
      .lineWidth(0.3)
      .stroke(LINE)
  }

  /** Side by side; numbers stand at the right. What is too long ends with dots. */
  #cells(
    { columns }: ReportTable,
    texts: readonly string[],
    widths: readonly number[],
    isLine: boolean,
  ): void {
    const page = this.#page
    const { y } = page
    let x = MARGIN
    for (const [index, text] of texts.entries()) {
      const width = widths[index] ?? 0
      const align = ['text', 'moment'].includes(columns[index]?.kind ?? 'text') ? 'left' : 'right'
      const height = isLine ? { height: FONT_SIZE, ellipsis: true } : {}
      page.text(text, x, y, { width: width - 6, align, ...height })
      x += width
      page.y = y
    }
    page.x = MARGIN
  }

  /** As wide as what is in them, as far as the page goes. */
  #widths({ columns }: ReportTable, rows: readonly (readonly string[])[]): readonly number[] {
    this.#page.font(this.#fonts.bold).fontSize(FONT_SIZE)
    const wanted = columns.map(({ header }, index) => {
      const longest = rows.reduce(
        (most, row) => ((row[index]?.length ?? 0) > most.length ? (row[index] ?? '') : most),
        '',
      )
      const words = this.#known(header).split(' ')
      const texts = [longest, ...words].map(text => this.#page.widthOfString(text))
      return Math.min(Math.max(40, ...texts) + 8, 220)
    })
    const all = wanted.reduce((sum, width) => sum + width, 0)
    return wanted.map(width => (width * this.#width) / Math.max(all, 1))
  }

  #cell(cell: Cell | undefined, { columns, zone }: ReportTable, index: number): string {
    return this.#known(shownCell(cell, columns[index]?.kind ?? 'text', this.#style(zone)))
  }

  #moment(at: Instant, zone: string): string {
    return this.#known(shownCell(at, 'moment', this.#style(zone)))
  }

  #style(zone: string) {
    const { language, font } = this.#options
    return { zone, language: font || speaksLatin(language) ? language : 'en' }
  }

  /** The fonts that every reader has know no other letters: a question mark says that there was one. */
  #known(text: string): string {
    if (this.#options.font) return text
    // Spaces that do not break are letters of their own in dates.
    return text
      .replaceAll(/[\u202f\u00a0]/g, ' ')
      .replaceAll(/[^\u0020-\u00ff\u2013\u2019\u20ac]/g, '?')
  }
}

function speaksLatin(language: string): boolean {
  return /^(en|de|fr|es|it|pt|nl|sv|da|nb)\b/.test(language)
}
