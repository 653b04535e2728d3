// A time to look at, as the page's address has it: `-1-day` (the last one) or two instants with two dots.
import type { DateRangePickerProps } from '@cloudscape-design/components/date-range-picker'

type Range = DateRangePickerProps.Value
type Unit = DateRangePickerProps.TimeUnit

const UNIT_MS: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
}
const RELATIVE = /^-(\d{1,4})-(minute|hour|day|week)$/

/** Undefined when it makes no sense. */
export function readRange(text: string): Range | undefined {
  const relative = RELATIVE.exec(text)
  if (relative) {
    const [, amount, unit] = relative
    return { type: 'relative', amount: Number(amount), unit: unit as Unit, key: text }
  }
  const [startDate = '', endDate = ''] = text.split('..')
  const isSound = Date.parse(startDate) < Date.parse(endDate)
  return isSound ? { type: 'absolute', startDate, endDate } : undefined
}

export function writeRange(range: Range): string {
  if (range.type === 'absolute') return `${range.startDate}..${range.endDate}`
  return `-${range.amount}-${range.unit}`
}

/** Epoch ms. A recent time ends now. */
export function borders(
  range: Range,
  now: number,
): { readonly from: number; readonly until: number } {
  if (range.type === 'absolute') {
    return { from: Date.parse(range.startDate), until: Date.parse(range.endDate) }
  }
  return { from: now - range.amount * (UNIT_MS[range.unit] ?? 0), until: now }
}
