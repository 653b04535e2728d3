// Markdown of a message as elements. Whatever stands in it, it stays text: nothing is taken for HTML.
import type { ReactNode } from 'react'
import { type Block, type Inline, linked, parseMarkdown } from './markdown.ts'

export function RichText({ text }: { text: string }) {
  return <>{parseMarkdown(text).map((block, index) => drawBlock(block, index))}</>
}

/** Plain text in which addresses can be opened. */
export function PlainText({ text }: { text: string }) {
  return <>{linked(text).map((inline, index) => drawInline(inline, index))}</>
}

function drawBlock(block: Block, key: number): ReactNode {
  switch (block.type) {
    case 'paragraph':
      return <p key={key}>{block.children.map(drawInline)}</p>
    case 'heading':
      return (
        <p key={key}>
          <strong>{block.children.map(drawInline)}</strong>
        </p>
      )
    case 'pre':
      return <pre key={key}>{block.text}</pre>
    case 'ul':
      return <ul key={key}>{drawItems(block.items)}</ul>
    case 'ol':
      return <ol key={key}>{drawItems(block.items)}</ol>
    default:
      throw new Error(`unexpected ${JSON.stringify(block satisfies never)}`)
  }
}

function drawItems(items: readonly (readonly Inline[])[]): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: parsed from one text, they never change their places
  return items.map((item, index) => <li key={index}>{item.map(drawInline)}</li>)
}

function drawInline(inline: Inline, key: number): ReactNode {
  switch (inline.type) {
    case 'text':
      return inline.text
    case 'code':
      return <code key={key}>{inline.text}</code>
    case 'strong':
      return <strong key={key}>{inline.children.map(drawInline)}</strong>
    case 'em':
      return <em key={key}>{inline.children.map(drawInline)}</em>
    case 'del':
      return <del key={key}>{inline.children.map(drawInline)}</del>
    case 'link':
      return (
        <a key={key} href={inline.url} target="_blank" rel="noopener noreferrer">
          {inline.children.map(drawInline)}
        </a>
      )
    default:
      throw new Error(`unexpected ${JSON.stringify(inline satisfies never)}`)
  }
}
