// Charts on a page of PDF: bars beside each other, or lines over time.
import type { Instant } from '../core/instant.ts'

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Bar {
  readonly label: string
  readonly value: number
  readonly shown: string
}

export interface Line {
  readonly title: string
  readonly points: readonly (readonly [at: Instant, value: number])[]
}

const COLOURS = ['#006ce0', '#e07941', '#2ea597', '#8456ce', '#c33d69'] as const
const TEXT = '#5f6b7a'
const AXIS = 14
const LABELS = 6

type Page = PDFKit.PDFDocument

export function drawBars(page: Page, area: Area, title: string, bars: readonly Bar[]): void {
  const inner = frame(page, area, [title])
  const highest = Math.max(1e-9, ...bars.map(({ value }) => value))
  const step = inner.width / bars.length
  for (const [index, { label, value, shown }] of bars.entries()) {
    const height = (inner.height * value) / highest
    const x = inner.x + index * step
    const y = inner.y + inner.height - height
    page.rect(x + step * 0.15, y, step * 0.7, height).fill(COLOURS[0])
    const line = { width: step, align: 'center', height: 8, ellipsis: true } as const
    page.fillColor(TEXT)
    page.text(shown, x, y - 9, line)
    page.text(label, x, inner.y + inner.height + 3, line)
  }
}

/** @param shown how a moment is written below the lines. */
export function drawLines(
  page: Page,
  area: Area,
  lines: readonly Line[],
  shown: (at: Instant) => string,
): void {
  const inner = frame(
    page,
    area,
    lines.map(({ title }) => title),
  )
  const points = lines.flatMap(each => each.points)
  const times = points.map(([at]) => at)
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const highest = Math.max(1, ...points.map(([, value]) => value))
  const place = ([at, value]: readonly [number, number]) =>
    [
      inner.x + (inner.width * (at - first)) / Math.max(last - first, 1),
      inner.y + inner.height * (1 - value / highest),
    ] as const
  for (const [index, line] of lines.entries()) {
    const [begin, ...rest] = line.points.map(place)
    if (!begin) continue
    page.moveTo(...begin)
    for (const point of rest) page.lineTo(...point)
    page.lineWidth(1.2).stroke(COLOURS[index % COLOURS.length] ?? COLOURS[0])
  }
  page.fillColor(TEXT)
  page.text(String(Math.round(highest * 10) / 10), inner.x + 2, inner.y - 9, { lineBreak: false })
  const width = inner.width / LABELS
  for (let index = 0; index < LABELS; index++) {
    const at = first + ((last - first) * index) / LABELS
    const x = inner.x + index * width
    page.text(shown(at), x, inner.y + inner.height + 3, { width, height: 8, ellipsis: true })
  }
}

/** The axes, and what is shown by which colour. Answers what is left for the values. */
function frame(page: Page, area: Area, titles: readonly string[]): Area {
  let { x } = area
  for (const [index, title] of titles.entries()) {
    page.rect(x, area.y + 1, 6, 6).fill(COLOURS[index % COLOURS.length] ?? COLOURS[0])
    page.fillColor(TEXT).text(title, x + 9, area.y, { lineBreak: false })
    x += 9 + page.widthOfString(title) + 14
  }
  const inner = {
    x: area.x,
    y: area.y + 2 * AXIS,
    width: area.width,
    height: area.height - 3 * AXIS,
  }
  page
    .moveTo(inner.x, inner.y + inner.height)
    .lineTo(inner.x + inner.width, inner.y + inner.height)
    .lineWidth(0.5)
    .stroke(TEXT)
  return inner
}
