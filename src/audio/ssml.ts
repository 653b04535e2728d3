// Reads the part of SSML that a telephone prompt needs. Tags it does not know are read as if they were
// not there, as Connect does; what is not well-formed is refused with a sentence.
import { readAs, type SayAs } from './say-as.ts'

export type SpeechPiece =
  | {
      readonly type: 'speech'
      readonly text: string
      /** 1 is the voice's own pace, 2 twice as fast. */
      readonly rate: number
      /** 1 is the usual loudness, 2 twice the amplitude. */
      readonly gain: number
    }
  | { readonly type: 'pause'; readonly durationMs: number }

export interface SsmlProblem {
  readonly problem: string
}

const DEPTH_MAX = 32
/** Amazon Polly's limit for one break. */
const BREAK_MAX_MS = 10_000
const SENTENCE_PAUSE_MS = 250
const PARAGRAPH_PAUSE_MS = 500

/** What to say, piece by piece. */
export function parseSsml(ssml: string): readonly SpeechPiece[] | SsmlProblem {
  const reader = new SsmlReader()
  for (const token of tokens(ssml)) {
    const problem = token.type === 'problem' ? token.problem : reader.take(token)
    if (problem !== undefined) return { problem }
  }
  return reader.finish()
}

interface Frame {
  readonly name: string
  readonly rate: number
  readonly gain: number
  readonly sayAs: SayAs | undefined
  /** Said instead of what is inside (`sub`). */
  readonly alias: string | undefined
}

class SsmlReader {
  readonly #open: Frame[] = []
  readonly #pieces: SpeechPiece[] = []
  #done = false

  /** Takes one token; a sentence when it may not stand here. */
  take(token: Exclude<Token, { type: 'problem' }>): string | undefined {
    if (token.type === 'text') return this.#text(token.text)
    return token.type === 'close' ? this.#close(token.name) : this.#opened(token)
  }

  finish(): readonly SpeechPiece[] | SsmlProblem {
    const unclosed = this.#open.at(-1)
    if (unclosed !== undefined) return { problem: `<${unclosed.name}> is not closed` }
    return this.#done ? this.#pieces : { problem: 'SSML begins with <speak>' }
  }

  #opened({ name, attributes, empty }: Token & { type: 'open' }): string | undefined {
    const parent = this.#open.at(-1)
    if (parent === undefined && (this.#done || name !== 'speak'))
      return 'SSML is one <speak> element'
    if (this.#open.length >= DEPTH_MAX) return 'tags are nested too deeply'
    if (name === 'break') this.#pause(breakMs(attributes))
    this.#open.push({
      name,
      rate: (parent?.rate ?? 1) * rateFactor(name, attributes),
      gain: (parent?.gain ?? 1) * gainFactor(name, attributes),
      sayAs: name === 'say-as' ? sayAsOf(attributes) : parent?.sayAs,
      alias: parent?.alias ?? (name === 'sub' ? attributes.get('alias') : undefined),
    })
    if (name === 'sub' && parent?.alias === undefined) this.#say(attributes.get('alias') ?? '')
    return empty ? this.#close(name) : undefined
  }

  #close(name: string): string | undefined {
    const frame = this.#open.pop()
    if (frame?.name !== name) return `</${name}> closes nothing`
    if (name === 's') this.#pause(SENTENCE_PAUSE_MS)
    if (name === 'p') this.#pause(PARAGRAPH_PAUSE_MS)
    if (this.#open.length === 0) this.#done = true
    return undefined
  }

  #text(text: string): string | undefined {
    const frame = this.#open.at(-1)
    if (frame === undefined)
      return text.trim() === '' ? undefined : 'text stands outside of <speak>'
    if (frame.alias === undefined) this.#say(text)
    return undefined
  }

  #say(text: string): void {
    const { rate, gain, sayAs } = this.#open.at(-1) ?? { rate: 1, gain: 1, sayAs: undefined }
    const said = sayAs === undefined ? text.replace(/\s+/g, ' ') : ` ${readAs(text, sayAs)} `
    const last = this.#pieces.at(-1)
    if (last?.type === 'speech' && last.rate === rate && last.gain === gain)
      this.#pieces[this.#pieces.length - 1] = { ...last, text: last.text + said }
    else if (said.trim() !== '') this.#pieces.push({ type: 'speech', text: said, rate, gain })
  }

  #pause(durationMs: number): void {
    if (durationMs > 0) this.#pieces.push({ type: 'pause', durationMs })
  }
}

const STRENGTHS: Readonly<Record<string, number>> = {
  none: 0,
  'x-weak': 0,
  weak: 100,
  medium: 250,
  strong: 500,
  'x-strong': 1000,
}

function breakMs(attributes: ReadonlyMap<string, string>): number {
  const time = /^\+?(\d+(?:\.\d+)?)(ms|s)$/.exec(attributes.get('time')?.trim() ?? '')
  if (time === null) return STRENGTHS[attributes.get('strength') ?? 'medium'] ?? 250
  return Math.min(BREAK_MAX_MS, Number(time[1]) * (time[2] === 's' ? 1000 : 1))
}

const RATES: Readonly<Record<string, number>> = {
  'x-slow': 0.5,
  slow: 0.75,
  medium: 1,
  fast: 1.35,
  'x-fast': 1.75,
}

function rateOf(rate: string | undefined): number {
  const percent = /^(\d{1,4}(?:\.\d+)?)%$/.exec(rate?.trim() ?? '')?.[1]
  const factor = percent === undefined ? (RATES[rate ?? 'medium'] ?? 1) : Number(percent) / 100
  return Math.max(0.5, Math.min(2, factor))
}

/** Whoever stresses a word says it more slowly and a little louder. */
const STRESS: Readonly<Record<string, { readonly rate: number; readonly gain: number }>> = {
  strong: { rate: 0.85, gain: 1.4 },
  moderate: { rate: 0.92, gain: 1.2 },
  reduced: { rate: 1.1, gain: 0.8 },
}

function rateFactor(name: string, attributes: ReadonlyMap<string, string>): number {
  if (name === 'prosody') return rateOf(attributes.get('rate'))
  return name === 'emphasis' ? stressOf(attributes).rate : 1
}

function gainFactor(name: string, attributes: ReadonlyMap<string, string>): number {
  if (name === 'prosody') return gainOf(attributes.get('volume'))
  return name === 'emphasis' ? stressOf(attributes).gain : 1
}

function stressOf(attributes: ReadonlyMap<string, string>) {
  const level = attributes.get('level') ?? 'moderate'
  return (Object.hasOwn(STRESS, level) ? STRESS[level] : undefined) ?? { rate: 1, gain: 1 }
}

/** Decibels. */
const VOLUMES: Readonly<Record<string, number>> = {
  silent: -96,
  'x-soft': -12,
  soft: -6,
  medium: 0,
  loud: 4,
  'x-loud': 6,
}

function gainOf(volume: string | undefined): number {
  const decibels = /^([-+]\d{1,3}(?:\.\d+)?)dB$/i.exec(volume?.trim() ?? '')?.[1]
  const named = Object.hasOwn(VOLUMES, volume ?? '') ? VOLUMES[volume ?? ''] : 0
  const wanted = decibels === undefined ? (named ?? 0) : Number(decibels)
  return 10 ** (Math.min(6, wanted) / 20)
}

function sayAsOf(attributes: ReadonlyMap<string, string>): SayAs | undefined {
  const as = attributes.get('interpret-as')?.toLowerCase()
  return as === undefined ? undefined : { as, format: attributes.get('format') }
}

type Token =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'open'
      readonly name: string
      readonly attributes: ReadonlyMap<string, string>
      readonly empty: boolean
    }
  | { readonly type: 'close'; readonly name: string }
  | { readonly type: 'problem'; readonly problem: string }

/** Splits the text into tags and what stands between them. */
function* tokens(ssml: string): Generator<Token> {
  for (let at = 0; at < ssml.length; ) {
    if (ssml[at] !== '<') {
      const end = indexOrEnd(ssml, '<', at)
      yield decoded(ssml.slice(at, end))
      at = end
      continue
    }
    const skipped = skippedUntil(ssml, at)
    const end = skipped ?? endOfTag(ssml, at)
    if (end === undefined) {
      yield { type: 'problem', problem: 'a tag is not finished' }
      return
    }
    if (skipped === undefined) yield tag(ssml.slice(at + 1, end - 1))
    else if (ssml.startsWith('<![CDATA[', at))
      yield { type: 'text', text: ssml.slice(at + 9, end - 3) }
    at = end
  }
}

/** The end of a comment, a CDATA section or a processing instruction. */
function skippedUntil(ssml: string, at: number): number | undefined {
  const kinds = [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ] as const
  for (const [start, end] of kinds) {
    if (!ssml.startsWith(start, at)) continue
    const found = ssml.indexOf(end, at + start.length)
    return found < 0 ? undefined : found + end.length
  }
  return undefined
}

/** A `>` within quotes does not end a tag. */
function endOfTag(ssml: string, at: number): number | undefined {
  let quote = ''
  for (let i = at + 1; i < ssml.length; i++) {
    const character = ssml[i] as string
    if (quote !== '') quote = character === quote ? '' : quote
    else if (character === '"' || character === "'") quote = character
    else if (character === '<') return undefined
    else if (character === '>') return i + 1
  }
  return undefined
}

const NAME = /^[A-Za-z][\w:.-]*/

function tag(inside: string): Token {
  const closing = inside.startsWith('/')
  const empty = inside.endsWith('/')
  const body = inside.slice(closing ? 1 : 0, empty && !closing ? -1 : undefined)
  const name = NAME.exec(body)?.[0]
  if (name === undefined) return { type: 'problem', problem: `<${inside.slice(0, 20)}> is no tag` }
  if (closing) return { type: 'close', name: name.toLowerCase() }
  const attributes = attributesOf(body.slice(name.length))
  if (attributes === undefined)
    return { type: 'problem', problem: `the attributes of <${name}> are malformed` }
  return { type: 'open', name: name.toLowerCase(), attributes, empty }
}

function attributesOf(text: string): ReadonlyMap<string, string> | undefined {
  const attributes = new Map<string, string>()
  let rest = text.trimEnd()
  while (rest !== '') {
    const found = /^\s+([A-Za-z][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(rest)
    if (found === null) return undefined
    const value = decoded(found[2] ?? found[3] ?? '')
    if (value.type !== 'text') return undefined
    attributes.set(found[1] as string, value.text)
    rest = rest.slice(found[0].length)
  }
  return attributes
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

/** Text with its entities resolved. */
function decoded(text: string): (Token & { type: 'text' }) | (Token & { type: 'problem' }) {
  let problem: string | undefined
  const plain = text.replace(/&([^;&\s]{0,10};?)/g, (whole, inside: string) => {
    const character = inside.endsWith(';') ? entity(inside.slice(0, -1)) : undefined
    if (character === undefined) problem = `${whole} is no character; an ampersand is &amp;`
    return character ?? ''
  })
  return problem === undefined ? { type: 'text', text: plain } : { type: 'problem', problem }
}

function entity(name: string): string | undefined {
  const code = /^#(?:(\d{1,7})|x([0-9a-fA-F]{1,6}))$/.exec(name)
  if (code === null) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined
  const point = code[1] === undefined ? Number.parseInt(code[2] ?? '', 16) : Number(code[1])
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined
}

function indexOrEnd(text: string, wanted: string, from: number): number {
  const found = text.indexOf(wanted, from)
  return found < 0 ? text.length : found
}
