// Makes text that any voice can read: plain letters, and digits or characters one by one where SSML
// asks for it (`say-as`).

type Spelling = 'digits' | 'characters' | 'telephone'

const SYMBOLS: Readonly<Record<string, string>> = {
  '*': 'star',
  '#': 'pound',
  '@': 'at',
  '.': 'dot',
  '-': 'dash',
  _: 'underscore',
  '+': 'plus',
  '/': 'slash',
  '&': 'and',
  '%': 'percent',
}

/** Typographic signs become plain ones and accents go, for the built-in voices know ASCII only. */
export function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2013\u2014]/g, ', ')
    .replace(/\u2026/g, '...')
    .replace(/[^\x20-\x7e]+/g, match => (/\s/.test(match) ? ' ' : ''))
    .replace(/ +/g, ' ')
    .trim()
}

/** The text as it is to be spoken. A telephone number pauses where it was grouped. */
export function spellOut(text: string, as: Spelling): string {
  if (as !== 'telephone') return oneByOne(text)
  return text
    .split(/[^0-9A-Za-z*#]+/)
    .filter(group => group !== '')
    .map(oneByOne)
    .join(', ')
}

function oneByOne(text: string): string {
  return [...text]
    .filter(character => character.trim() !== '')
    .map(character => SYMBOLS[character] ?? character.toUpperCase())
    .join(' ')
}
