// Draws parsed Markdown. Links open elsewhere and are told nothing of this page.

import { type Block, type Inline, linked, parseMarkdown } from '../kit/chat/markdown.ts'
import { el } from './dom.ts'

export function drawMarkdown(text: string): HTMLElement {
  return el('div', { class: 'rich' }, ...parseMarkdown(text).map(drawBlock))
}

/** Lines stay lines; addresses can be opened; everything else is text. */
export function drawText(text: string): HTMLElement {
  return el('div', { class: 'plain' }, ...linked(text).map(drawInline))
}

function drawBlock(block: Block): HTMLElement {
  switch (block.type) {
    case 'pre':
      return el('pre', {}, block.text)
    case 'ul':
    case 'ol':
      return el(block.type, {}, ...block.items.map(item => el('li', {}, ...item.map(drawInline))))
    default: {
      const tag = block.type === 'heading' ? 'strong' : 'p'
      return el(tag, { class: block.type }, ...block.children.map(drawInline))
    }
  }
}

function drawInline(inline: Inline): Node {
  switch (inline.type) {
    case 'text':
      return document.createTextNode(inline.text)
    case 'code':
      return el('code', {}, inline.text)
    case 'link':
      return drawLink(inline.url, ...inline.children.map(drawInline))
    default:
      return el(inline.type, {}, ...inline.children.map(drawInline))
  }
}

export function drawLink(url: string, ...children: readonly Node[]): HTMLAnchorElement {
  return el('a', { href: url, target: '_blank', rel: 'noopener noreferrer nofollow' }, ...children)
}
