import { expect, test } from 'vitest'
import { attachmentTypes, looksLike } from './attachment-types.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')

test('files are what their type says', () => {
  const files: readonly (readonly [string, string])[] = [
    ['text/plain', 'Dear all'],
    ['text/csv', 'a,b\n1,2'],
    ['application/pdf', '%PDF-1.7\n'],
    ['image/png', '\x89PNG\r\n\x1a\n'],
    ['image/jpeg', '\xff\xd8\xff\xe0'],
    ['audio/wav', 'RIFF\x00\x00\x00\x00WAVEfmt '],
    ['video/mp4', '\x00\x00\x00\x20ftypisom'],
    ['application/msword', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ]
  for (const [type, file] of files) {
    expect(looksLike(type, bytes(file)), type).toBe(true)
    expect(looksLike(type, bytes('\x7fELF\x00')), type).toBe(false)
  }
})

test('programs, pages and archives cannot be attached', () => {
  for (const type of ['text/html', 'image/svg+xml', 'application/zip', 'application/x-sh', '']) {
    expect(attachmentTypes).not.toContain(type)
    expect(looksLike(type, bytes('anything'))).toBe(false)
  }
})
