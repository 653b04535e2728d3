import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSsml } from './ssml.ts'

/** The pieces in a short form: text, `text@rate`, or milliseconds. */
const said = (ssml: string) => {
  const pieces = parseSsml(ssml)
  if ('problem' in pieces) return pieces.problem
  return pieces.map(piece =>
    piece.type === 'pause'
      ? piece.durationMs
      : piece.text.trim() +
        (piece.rate === 1 ? '' : `@${piece.rate}`) +
        (piece.gain === 1 ? '' : `!${piece.gain.toFixed(2)}`),
  )
}

describe('what SSML says', () => {
  test.each([
    ['<speak>Hello &amp; welcome</speak>', ['Hello & welcome']],
    ['<speak>One<break time="300ms"/>two<break time="2s"/></speak>', ['One', 300, 'two', 2000]],
    ['<speak>a<break/>b<break strength="strong"/>c</speak>', ['a', 250, 'b', 500, 'c']],
    ['<speak><p><s>First.</s><s>Second.</s></p></speak>', ['First.', 250, 'Second.', 250, 500]],
    ['<speak>Code <say-as interpret-as="digits">407</say-as> ok</speak>', ['Code  4 0 7  ok']],
    ['<speak><say-as interpret-as="characters">a-1</say-as></speak>', ['A dash 1']],
    ['<speak><say-as interpret-as="telephone">+1 555-0100</say-as></speak>', ['1, 5 5 5, 0 1 0 0']],
    ['<speak>So <prosody rate="slow">slowly</prosody></speak>', ['So', 'slowly@0.75']],
    ['<speak><prosody rate="150%">quick</prosody></speak>', ['quick@1.5']],
    ['<speak><sub alias="World Wide Web">WWW</sub> it</speak>', ['World Wide Web it']],
    [
      '<speak>Very <emphasis level="strong">good</emphasis> day</speak>',
      ['Very', 'good@0.85!1.40', 'day'],
    ],
    [
      '<speak><prosody volume="x-loud">A</prosody><prosody volume="-6dB">b</prosody></speak>',
      ['A!2.00', 'b!0.50'],
    ],
    ['<speak><say-as interpret-as="cardinal">12,345</say-as></speak>', ['12345']],
    ['<speak><say-as interpret-as="ordinal">3</say-as></speak>', ['3rd']],
    ['<speak><say-as interpret-as="ordinal">112</say-as></speak>', ['112th']],
    ['<speak><say-as interpret-as="fraction">3+1/2</say-as></speak>', ['3 and 1 half']],
    ['<speak><say-as interpret-as="fraction">2/9</say-as></speak>', ['2 9ths']],
    ['<speak><say-as interpret-as="unit">5km</say-as></speak>', ['5 kilometers']],
    [
      '<speak><say-as interpret-as="date" format="mdy">07/04/2026</say-as></speak>',
      ['July 4th, 2026'],
    ],
    ['<speak><say-as interpret-as="date" format="dm">24.12.</say-as></speak>', ['December 24th']],
    ['<speak><say-as interpret-as="date">????0922</say-as></speak>', ['????0922']],
    [
      '<speak><say-as interpret-as="date" format="yyyymmdd">????0922</say-as></speak>',
      ['September 22nd'],
    ],
    ['<speak><say-as interpret-as="time">1\'21"</say-as></speak>', ['1 minute and 21 seconds']],
    ['<speak><say-as interpret-as="time">2:30pm</say-as></speak>', ['2:30 p m']],
    ['<speak><say-as interpret-as="expletive">darn</say-as></speak>', ['beep']],
    ['<speak><say-as interpret-as="constructor">as it is</say-as></speak>', ['as it is']],
    [
      '<speak><lang xml:lang="fr-FR">Bonjour</lang> <phoneme alphabet="ipa" ph="x">pecan</phoneme></speak>',
      ['Bonjour pecan'],
    ],
    ['<speak><amazon:effect name="whispered">psst</amazon:effect></speak>', ['psst']],
    ['<speak><audio src="x.mp3"/>text</speak>', ['text']],
    ['<?xml version="1.0"?><speak><!-- no -->yes</speak>', ['yes']],
    ['<speak><![CDATA[1 < 2]]></speak>', ['1 < 2']],
    ['<speak></speak>', []],
  ])('%s', (ssml, expected) => {
    expect(said(ssml)).toEqual(expected)
  })

  test('a break is at most ten seconds', () => {
    expect(said('<speak><break time="99999s"/></speak>')).toEqual([10_000])
  })
})

describe('malformed SSML is refused with a sentence', () => {
  test.each([
    'Hello',
    '<speak>Hello',
    '<speak>Hello</p></speak>',
    '<speak><p>Hello</speak></p>',
    '<speak>Fish & chips</speak>',
    '<speak><break time=300ms/></speak>',
    '<speak>a < b</speak>',
    '<speak>a</speak>b',
    '<speak/><speak/>',
    `${'<speak>'.repeat(100)}`,
    '<speak>&nbsp;</speak>',
  ])('%s', ssml => {
    expect(parseSsml(ssml)).toEqual({ problem: expect.any(String) })
  })
})

test('no text whatever makes the parser throw or speak for ever', () => {
  const piece = fc.constantFrom(
    '<speak>',
    '</speak>',
    '<break time="1s"/>',
    '<p',
    '>',
    '&',
    '"',
    'a',
  )
  const text = fc.array(fc.oneof(piece, fc.string({ maxLength: 8 }))).map(parts => parts.join(''))
  fc.assert(fc.property(text, ssml => parseSsml(ssml) !== undefined))
})
