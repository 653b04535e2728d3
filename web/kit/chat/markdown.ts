// The little Markdown that messages may have (bold, italic, code, links, lists, lines), read into a tree
// of text. HTML in it is text, and addresses that are not of the web are none.
import { isWebAddress } from './interactive.ts'

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'strong' | 'em' | 'del'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'link'; readonly url: string; readonly children: readonly Inline[] }

export type Block =
  | { readonly type: 'paragraph' | 'heading'; readonly children: readonly Inline[] }
  | { readonly type: 'ul' | 'ol'; readonly items: readonly (readonly Inline[])[] }
  | { readonly type: 'pre'; readonly text: string }

const MARKS = [
  { pattern: /^\*\*(?=\S)([\s\S]*?\S)\*\*/, type: 'strong' },
  { pattern: /^__(?=\S)([\s\S]*?\S)__/, type: 'strong' },
  { pattern: /^~~(?=\S)([\s\S]*?\S)~~/, type: 'del' },
  { pattern: /^\*(?=\S)([^*]*?[^\s*])\*/, type: 'em' },
  { pattern: /^_(?=\S)([^_]*?[^\s_])_(?!\w)/, type: 'em' },
] as const
const LINK = /^\[([^\]]{1,500})\]\((\S{1,2000}?)\)/
const ADDRESS = /^https?:\/\/[^\s<>"')\]]*[^\s<>"')\].,;:!?]/i
const CODE = /^`([^`]+)`/
const NEXT = /[*_~`[\\]|https?:\/\//i
/** Longer texts are shown as they are: nobody writes them by hand, and patterns take their time. */
const LENGTH_MAX = 20_000
const DEPTH_MAX = 6

export function parseMarkdown(text: string): readonly Block[] {
  if (text.length > LENGTH_MAX) return [{ type: 'paragraph', children: [plain(text)] }]
  const blocks: Block[] = []
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  while (lines.length > 0) {
    const line = lines[0] ?? ''
    if (line.trim() === '') lines.shift()
    else if (line.startsWith('```')) blocks.push(fence(lines))
    else if (/^#{1,6} /.test(line)) {
      blocks.push({ type: 'heading', children: inline(line.replace(/^#+ /, '')) })
      lines.shift()
    } else blocks.push(items(lines, 'ul', BULLET) ?? items(lines, 'ol', NUMBER) ?? paragraph(lines))
  }
  return blocks
}

/** Plain text in which addresses can be opened. */
export function linked(text: string): readonly Inline[] {
  const found: Inline[] = []
  let rest = text
  for (let at = rest.search(/https?:\/\//i); at >= 0; at = rest.search(/https?:\/\//i)) {
    const url = ADDRESS.exec(rest.slice(at))?.[0]
    if (url === undefined) break
    found.push(plain(rest.slice(0, at)), { type: 'link', url, children: [plain(url)] })
    rest = rest.slice(at + url.length)
  }
  return [...found, plain(rest)]
}

const BULLET = /^\s{0,3}[-*+] +/
const NUMBER = /^\s{0,3}\d{1,4}[.)] +/

function items(lines: string[], type: 'ul' | 'ol', mark: RegExp): Block | undefined {
  const found: (readonly Inline[])[] = []
  while (mark.test(lines[0] ?? '')) found.push(inline((lines.shift() ?? '').replace(mark, '')))
  return found.length > 0 ? { type, items: found } : undefined
}

function fence(lines: string[]): Block {
  lines.shift()
  const inside: string[] = []
  while (lines.length > 0 && !lines[0]?.startsWith('```')) inside.push(lines.shift() ?? '')
  lines.shift()
  return { type: 'pre', text: inside.join('\n') }
}

function paragraph(lines: string[]): Block {
  const inside: string[] = []
  do inside.push(lines.shift() ?? '')
  while (lines.length > 0 && !/^(\s*$|```|#{1,6} )/.test(lines[0] ?? '') && !isItem(lines[0] ?? ''))
  return { type: 'paragraph', children: inline(inside.join('\n')) }
}

function isItem(line: string): boolean {
  return BULLET.test(line) || NUMBER.test(line)
}

function inline(text: string, depth = 0): readonly Inline[] {
  if (depth > DEPTH_MAX) return [plain(text)]
  const found: Inline[] = []
  let rest = text
  let said = ''
  while (rest !== '') {
    const match = span(rest, depth)
    if (match) {
      if (said !== '') found.push(plain(said))
      said = ''
      found.push(match.inline)
      rest = rest.slice(match.length)
      continue
    }
    // A backslash takes a mark's meaning away.
    const isEscape = /^\\[\\*_~`[\]()#]/.test(rest)
    said += isEscape ? rest.charAt(1) : rest.charAt(0)
    rest = rest.slice(isEscape ? 2 : 1)
    const next = rest.search(NEXT)
    const skipped = next < 0 ? rest.length : next
    said += rest.slice(0, skipped)
    rest = rest.slice(skipped)
  }
  if (said !== '') found.push(plain(said))
  return found
}

function span(rest: string, depth: number): { inline: Inline; length: number } | undefined {
  const code = CODE.exec(rest)
  if (code) return { inline: { type: 'code', text: code[1] ?? '' }, length: code[0].length }
  const link = LINK.exec(rest)
  if (link && isWebAddress(link[2] ?? '')) {
    const children = inline(link[1] ?? '', depth + 1)
    return { inline: { type: 'link', url: link[2] ?? '', children }, length: link[0].length }
  }
  const address = ADDRESS.exec(rest)?.[0]
  if (address !== undefined) {
    const children = [plain(address)]
    return { inline: { type: 'link', url: address, children }, length: address.length }
  }
  for (const { pattern, type } of MARKS) {
    const match = pattern.exec(rest)
    if (match) {
      return {
        inline: { type, children: inline(match[1] ?? '', depth + 1) },
        length: match[0].length,
      }
    }
  }
  return undefined
}

function plain(text: string): Inline {
  return { type: 'text', text }
}
