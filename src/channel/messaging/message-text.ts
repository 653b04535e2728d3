// Lines as text that can be read on any phone: choices are numbered, and their numbers understood.
import type { ChatItem } from '../../core/contact/chat.ts'
import { membersOfJson } from './messaging-adapter.ts'

export const INTERACTIVE = 'application/vnd.amazonaws.connect.message.interactive'
const RESPONSE = `${INTERACTIVE}.response`
/** Carousels hold templates, and those choices; nothing else nests. */
const DEPTH_MAX = 3
const CHOICES_MAX = 50

/**
 * What the customer reads; undefined when the line is nothing to read (an event, a form).
 * `links`: where attachments can be fetched.
 */
export function readableText(item: ChatItem, links: readonly string[]): string | undefined {
  const { kind, contentType, content = '' } = item
  if (kind === 'EVENT' || contentType === RESPONSE) return undefined
  const text = contentType === INTERACTIVE ? interactiveText(content) : content
  const whole = [text, ...links].filter(part => part.trim() !== '').join('\n')
  return whole === '' ? undefined : whole
}

/** What is meant by a number, of the choices in an interactive message: the words of that choice. */
export function chosen(content: string, written: string): string | undefined {
  if (!/^\s*\d{1,2}\s*[.)]?\s*$/.test(written)) return undefined
  return choicesIn(membersOfJson(content))[Number.parseInt(written, 10) - 1]?.answer
}

interface Choice {
  readonly shown: string
  readonly answer: string
}

function interactiveText(content: string): string {
  const template = membersOfJson(content)
  const { title, subtitle } = contentOf(template)
  const choices = choicesIn(template).map(({ shown }, index) => `${index + 1}. ${shown}`)
  return [asText(title), asText(subtitle), ...choices].filter(line => line !== '').join('\n')
}

function choicesIn(template: Members, depth = 1): readonly Choice[] {
  const { elements, timeslots } = contentOf(template)
  if (Array.isArray(timeslots)) {
    return timeslots.slice(0, CHOICES_MAX).flatMap((slot: unknown) => {
      const date = asText(asMembers(slot).date)
      return date === '' ? [] : { shown: date.replace('T', ' '), answer: date }
    })
  }
  if (!Array.isArray(elements)) return []
  return elements.slice(0, CHOICES_MAX).flatMap((each: unknown): readonly Choice[] => {
    const element = asMembers(each)
    if (element.templateType !== undefined) {
      return depth < DEPTH_MAX ? choicesIn(element, depth + 1) : []
    }
    const [title, subtitle] = [asText(element.title), asText(element.subtitle)]
    if (title === '') return []
    return [{ shown: subtitle === '' ? title : `${title} (${subtitle})`, answer: title }]
  })
}

type Members = Readonly<Record<string, unknown>>

function contentOf(template: Members): Members {
  return asMembers(asMembers(template.data).content)
}

function asMembers(value: unknown): Members {
  return typeof value === 'object' && value !== null ? (value as Members) : {}
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
