import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Block, type Inline, linked, parseMarkdown } from './markdown.ts'

test.each([
  ['**bold** and *soft*', '<strong>bold</strong> and <em>soft</em>'],
  ['__bold__, _soft_, ~~gone~~', '<strong>bold</strong>, <em>soft</em>, <del>gone</del>'],
  ['`a < b`', '<code>a < b</code>'],
  ['[site](https://example.com/a_b)', '<a https://example.com/a_b>site</a>'],
  [
    'see https://example.com/a, then',
    'see <a https://example.com/a>https://example.com/a</a>, then',
  ],
  ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
  ['\\*not soft\\*', '*not soft*'],
  ['**never closed', '**never closed'],
  ['[x](javascript:alert(1))', '[x](javascript:alert(1))'],
  ['[x](data:text/html,hi)', '[x](data:text/html,hi)'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
])('%s', (text, shown) => {
  expect(drawn(parseMarkdown(text))).toBe(shown)
})

test('lists, headings, code and paragraphs are told apart', () => {
  const blocks = parseMarkdown(
    '# Title\nsome\nlines\n\n- one\n- two\n1. first\n```\n**raw**\n```\nend',
  )
  expect(blocks.map(({ type }) => type)).toEqual([
    'heading',
    'paragraph',
    'ul',
    'ol',
    'pre',
    'paragraph',
  ])
})

test('nothing that is written is lost, and nothing takes long', () => {
  const marks = fc.array(fc.constantFrom('*', '_', '`', '[', '](', ')', '~~', 'a', ' ', '\n', '\\'))
  fc.assert(
    fc.property(marks, parts => {
      const text = parts.join('')
      const letters = text.replaceAll(/[^a]/g, '')
      expect(drawn(parseMarkdown(text)).replaceAll(/<[^>]*>|[^a]/g, '')).toHaveLength(
        letters.length,
      )
    }),
  )
  for (const mark of ['*', '_', '**a', '[', '`', '~~ ', '_a ', '![](']) {
    parseMarkdown(mark.repeat(4_000))
  }
})

test('addresses in plain text can be opened, and nothing else is changed', () => {
  expect(linked('no **marks** at http://a.example/b.').map(drawInline).join('')).toBe(
    'no **marks** at <a http://a.example/b>http://a.example/b</a>.',
  )
})

function drawn(blocks: readonly Block[]): string {
  return blocks
    .map(block => {
      if (block.type === 'pre') return block.text
      if ('items' in block) return block.items.flat().map(drawInline).join('')
      return block.children.map(drawInline).join('')
    })
    .join('\n')
}

function drawInline(inline: Inline): string {
  if (inline.type === 'text') return inline.text
  if (inline.type === 'code') return `<code>${inline.text}</code>`
  const inside = inline.children.map(drawInline).join('')
  if (inline.type === 'link') return `<a ${inline.url}>${inside}</a>`
  return `<${inline.type}>${inside}</${inline.type}>`
}
