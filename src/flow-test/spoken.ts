// What a prompt says, as a caller would write it down, and how long saying it takes.
import type { PlaySource } from '../core/effect.ts'

/** Fifteen letters a second is how people read aloud. */
const MS_PER_LETTER = 66
const PAUSE_MS = 300
/** Sounds are not here to be measured. */
const SOUND_MS = 3_000

/** The words; a sound as `[its name]`. */
export function spokenText(sources: readonly PlaySource[]): string {
  return sources.map(wordsOf).join(' ').replaceAll(/\s+/g, ' ').trim()
}

/** Milliseconds. */
export function spokenMs(sources: readonly PlaySource[]): number {
  return sources.reduce((sum, source) => sum + lengthOf(source), 0)
}

/** SSML without its tags. */
export function withoutTags(ssml: string): string {
  const entities: Readonly<Record<string, string>> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
  }
  return ssml
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function wordsOf(source: PlaySource): string {
  switch (source.type) {
    case 'text':
      return source.text.trimStart().startsWith('<speak') ? withoutTags(source.text) : source.text
    case 'ssml':
      return withoutTags(source.ssml)
    case 'audio':
      return `[${source.location}]`
    case 'silence':
      return ''
    case 'ringback':
      return '[ringing]'
  }
}

function lengthOf(source: PlaySource): number {
  if (source.type === 'silence') return source.durationMs
  if (source.type === 'audio') return SOUND_MS
  return wordsOf(source).length * MS_PER_LETTER + PAUSE_MS
}
