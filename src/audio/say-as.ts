// What SSML's `say-as` makes of a text, in words an English voice reads right. The kinds and formats
// are those of the SSML reference of Amazon Polly.
import { spellOut } from './spoken-text.ts'

export interface SayAs {
  /** `interpret-as`. */
  readonly as: string
  readonly format: string | undefined
}

const KINDS: Readonly<Record<string, (text: string, format: string | undefined) => string>> = {
  digits: text => spellOut(text, 'digits'),
  characters: text => spellOut(text, 'characters'),
  'spell-out': text => spellOut(text, 'characters'),
  telephone: text => spellOut(text, 'telephone'),
  cardinal: number,
  number,
  ordinal,
  fraction,
  unit,
  date,
  time,
  expletive: () => 'beep',
}

/** The text as it is to be read; as it stands when nothing is known of its kind. */
export function readAs(text: string, { as, format }: SayAs): string {
  const kind = Object.hasOwn(KINDS, as) ? KINDS[as] : undefined
  return kind ? kind(text.trim(), format) : text
}

/** Grouping commas go: a voice would pause at them. */
function number(text: string): string {
  return /^[-+]?[\d,]+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
}

function ordinal(text: string): string {
  return /^\d{1,15}$/.test(text) ? withOrdinalEnding(text) : text
}

function withOrdinalEnding(digits: string): string {
  const last = digits.at(-1)
  const isTeen = digits.at(-2) === '1'
  const ending = isTeen
    ? 'th'
    : last === '1'
      ? 'st'
      : last === '2'
        ? 'nd'
        : last === '3'
          ? 'rd'
          : 'th'
  return digits + ending
}

const HALVES_AND_QUARTERS: Readonly<Record<string, string>> = { '2': 'half', '4': 'quarter' }

/** `2/9` two ninths, `3+1/2` three and one half. */
function fraction(text: string): string {
  const [, whole, above, below] =
    /^(?:(\d{1,9})\s*\+\s*)?(\d{1,9})\s*\/\s*(\d{1,9})$/.exec(text) ?? []
  if (above === undefined || below === undefined) return text
  const part = HALVES_AND_QUARTERS[below] ?? withOrdinalEnding(below)
  const parts = above === '1' ? part : part === 'half' ? 'halves' : `${part}s`
  return `${whole === undefined ? '' : `${whole} and `}${above} ${parts}`
}

const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  km: ['kilometer', 'kilometers'],
  m: ['meter', 'meters'],
  cm: ['centimeter', 'centimeters'],
  mm: ['millimeter', 'millimeters'],
  mi: ['mile', 'miles'],
  ft: ['foot', 'feet'],
  in: ['inch', 'inches'],
  yd: ['yard', 'yards'],
  kg: ['kilogram', 'kilograms'],
  g: ['gram', 'grams'],
  mg: ['milligram', 'milligrams'],
  lb: ['pound', 'pounds'],
  lbs: ['pound', 'pounds'],
  oz: ['ounce', 'ounces'],
  l: ['liter', 'liters'],
  ml: ['milliliter', 'milliliters'],
  gal: ['gallon', 'gallons'],
  h: ['hour', 'hours'],
  min: ['minute', 'minutes'],
  s: ['second', 'seconds'],
  ms: ['millisecond', 'milliseconds'],
  kb: ['kilobyte', 'kilobytes'],
  mb: ['megabyte', 'megabytes'],
  gb: ['gigabyte', 'gigabytes'],
  mph: ['mile per hour', 'miles per hour'],
  '%': ['percent', 'percent'],
}

function unit(text: string): string {
  const [, amount, name] = /^([\d.,/]{1,20})\s*([A-Za-z%]{1,4})$/.exec(text) ?? []
  const words = name === undefined ? undefined : UNITS[name.toLowerCase()]
  if (amount === undefined || !words) return text
  return `${amount} ${Number(amount) === 1 ? words[0] : words[1]}`
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `mdy`, `dmy`, `ymd` and their parts, or `yyyymmdd` with `?` for what is not said. */
function date(text: string, format = 'mdy'): string {
  const joined = format.startsWith('yyyy') ? /^([\d?]{4})([\d?]{2})([\d?]{2})$/.exec(text) : null
  if (joined) return dateWords({ y: joined[1], m: joined[2], d: joined[3] }) ?? text
  const parts = text.split(/[^\d]+/).filter(part => part !== '')
  if (!/^[dmy]{1,3}$/.test(format) || parts.length !== format.length) return text
  const named = Object.fromEntries([...format].map((letter, index) => [letter, parts[index]]))
  return dateWords(named) ?? text
}

function dateWords(parts: {
  readonly y?: string | undefined
  readonly m?: string | undefined
  readonly d?: string | undefined
}): string | undefined {
  const said = (part: string | undefined) => (part?.includes('?') ? undefined : part)
  const [y, m, d] = [said(parts.y), said(parts.m), said(parts.d)]
  const month = m === undefined ? undefined : MONTHS[Number(m) - 1]
  if (m !== undefined && month === undefined) return undefined
  const day = d === undefined ? undefined : withOrdinalEnding(String(Number(d)))
  const words = [month, day].filter(word => word !== undefined).join(' ')
  return [words, y].filter(word => word !== undefined && word !== '').join(', ')
}

/** `1'21"` one minute and 21 seconds; a time of day as voices know it. */
function time(text: string): string {
  const [, minutes, seconds] = /^(\d{1,3})'(?:\s*(\d{1,2})")?$/.exec(text) ?? []
  if (minutes === undefined) return text.replace(/(?<=\d)\s*([ap])\.?m\b\.?/gi, ' $1 m')
  const first = `${minutes} ${minutes === '1' ? 'minute' : 'minutes'}`
  if (seconds === undefined) return first
  return `${first} and ${seconds} ${seconds === '1' ? 'second' : 'seconds'}`
}
