import { expect, test } from 'vitest'
import { de } from './messages/de.ts'
import { en } from './messages/en.ts'
import { ja } from './messages/ja.ts'
import { languageFor } from './messages.ts'

test('a user gets the first language we speak, and English when we speak none', () => {
  expect(languageFor(['en-GB', 'de'])).toEqual({ tag: 'en-GB', messages: en })
  expect(languageFor(['xx', 'de-AT', 'en'])).toEqual({ tag: 'de-AT', messages: de })
  expect(languageFor(['ja-JP']).messages).toBe(ja)
  expect(languageFor(['xx']).messages).toBe(en)
  expect(languageFor([]).messages).toBe(en)
})

test.each([
  ['German', de],
  ['Japanese', ja],
] as const)('%s says everything that English says, with all of it inside', (_name, language) => {
  const said = sentences(language)
  for (const [key, english] of sentences(en)) {
    // Texts that agents send are as many as each language has.
    if (key.startsWith('.desk.quickReplies')) continue
    const sentence = said.get(key) ?? ''
    expect(sentence.trim(), key).not.toBe('')
    if (english.includes('<1>')) expect(sentence, key).toContain('<1>')
  }
})

/** Every sentence by where it stands; what is to stand in it is `<1>`. */
function sentences(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, value]])
  if (typeof value === 'function') return new Map([[path, String(value('<1>', '<2>'))]])
  return new Map(
    Object.entries(value as object).flatMap(([key, inner]) => [
      ...sentences(inner, `${path}.${key}`),
    ]),
  )
}
