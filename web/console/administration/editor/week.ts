// A week of opening hours as the API has it: one entry for each stretch of a day.
import { editorTexts } from '../texts/editor-texts.ts'

export const DAYS = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] as const

export interface TimeOfDay {
  readonly Hours: number
  readonly Minutes: number
}

export interface Shift {
  readonly Day: string
  readonly StartTime: TimeOfDay
  /** At or before the start: the next day. The same as the start: all day. */
  readonly EndTime: TimeOfDay
}

/** `09:30`, as fields for times have it. */
export function timeText({ Hours, Minutes }: TimeOfDay): string {
  return `${String(Hours).padStart(2, '0')}:${String(Minutes).padStart(2, '0')}`
}

/** Undefined for what is no time of day. */
export function timeIn(text: string): TimeOfDay | undefined {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? []
  const time = { Hours: Number(hours), Minutes: Number(minutes) }
  return hours !== undefined && time.Hours < 24 && time.Minutes < 60 ? time : undefined
}

export function shiftsOf(week: readonly Shift[], day: string): readonly Shift[] {
  return week.filter(({ Day }) => Day === day).sort((a, b) => minutesOf(a) - minutesOf(b))
}

/** Every day gets what one day has. */
export function everyDayAs(week: readonly Shift[], day: string): readonly Shift[] {
  const shifts = shiftsOf(week, day)
  return DAYS.flatMap(Day => shifts.map(shift => ({ ...shift, Day })))
}

/** For lists: `Monday–Friday 09:00–17:00`. Days that are alike stand together. */
export function weekInWords(week: readonly Shift[]): string {
  const groups: { first: string; last: string; hours: string }[] = []
  for (const day of DAYS) {
    const hours = shiftsOf(week, day).map(hoursInWords).join(', ')
    const before = groups.at(-1)
    if (before?.hours === hours) before.last = day
    else groups.push({ first: day, last: day, hours })
  }
  const open = groups.filter(({ hours }) => hours !== '')
  if (open.length === 0) return editorTexts.closed
  return open.map(({ first, last, hours }) => `${span(first, last)} ${hours}`).join('; ')
}

function hoursInWords({ StartTime, EndTime }: Shift): string {
  const [from, to] = [timeText(StartTime), timeText(EndTime)]
  return from === to ? editorTexts.allDay : `${from}–${to}`
}

function span(first: string, last: string): string {
  const { days } = editorTexts
  return first === last ? (days[first] ?? first) : `${days[first]}–${days[last]}`
}

function minutesOf({ StartTime }: Shift): number {
  return StartTime.Hours * 60 + StartTime.Minutes
}
