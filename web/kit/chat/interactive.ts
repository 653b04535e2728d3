// Messages that ask for a choice, and the views of flows, read into one plain shape: a text, choices,
// perhaps fields. https://docs.aws.amazon.com/connect/latest/adminguide/interactive-messages.html

import { CONTENT } from './participant-protocol.ts'
import { isRecord, list, text } from './wire-value.ts'

export interface Question {
  readonly title: string
  readonly subtitle: string
  readonly image?: Picture
  /** Groups of a carousel; one for everything else. */
  readonly groups: readonly Group[]
  /** How choices are laid out. */
  readonly layout: 'list' | 'chips' | 'times'
}

export interface Group {
  readonly title: string
  readonly subtitle: string
  readonly image?: Picture
  readonly choices: readonly Choice[]
}

export interface Choice {
  readonly label: string
  readonly about: string
  readonly image?: Picture
  readonly answer: Answer
  /** A page to open rather than an answer. */
  readonly link?: string
  /** Of a time: ISO 8601. */
  readonly at?: string
}

export interface Answer {
  readonly contentType: string
  readonly content: string
}

export interface Picture {
  readonly url: string
  readonly about: string
}

/** A view of a flow, which must be asked for. */
export interface ViewShown {
  readonly viewToken: string
  readonly data: Readonly<Record<string, unknown>>
}

type Json = Readonly<Record<string, unknown>>

/** Undefined when it is none that we know. */
export function readInteractive(content: string): Question | ViewShown | undefined {
  const message = parsed(content)
  const data = record(message.data)
  const inner = record(data.content)
  switch (message.templateType) {
    case 'ViewResource':
      return { viewToken: text(inner.viewToken), data: record(inner.viewData) }
    case 'ListPicker':
    case 'Panel':
      return question(inner, 'list', [group({}, list(inner.elements))])
    case 'QuickReply':
      return question(inner, 'chips', [group({}, list(inner.elements))])
    case 'TimePicker':
      return question(inner, 'times', [times(inner)])
    case 'Carousel':
      return question(
        inner,
        'list',
        list(inner.elements).map(each => slide(each, inner)),
      )
    default:
      return undefined
  }
}

export function isView(shown: Question | ViewShown): shown is ViewShown {
  return 'viewToken' in shown
}

/** What the customer chose, in words, of an answer that is JSON. */
export function answerLabel(content: string): string {
  const answer = parsed(content)
  const data = record(answer.data)
  return text(answer.label) || text(answer.action ?? answer.Action ?? data.action) || '✓'
}

/** What is sent when a view is answered. */
export function viewAnswer(action: string, result: Json): Answer {
  const content = JSON.stringify({
    templateType: 'ViewResource',
    version: '1.0',
    action,
    data: result,
  })
  return { contentType: CONTENT.interactiveResponse, content }
}

function question(inner: Json, layout: Question['layout'], groups: readonly Group[]): Question {
  return {
    title: text(inner.title),
    subtitle: text(inner.subtitle),
    ...pictured(inner),
    groups,
    layout,
  }
}

function group(head: Json, elements: readonly Json[], prefix = ''): Group {
  return {
    title: text(head.title),
    subtitle: text(head.subtitle),
    ...pictured(head),
    choices: elements.map(element => choice(element, prefix)),
  }
}

function slide(element: Json, carousel: Json): Group {
  const inner = record(record(element.data).content)
  const head = Object.keys(inner).length > 0 ? inner : element
  const prefix = carousel.omitTitleFromCarouselResponse === true ? '' : `${text(head.title)}: `
  return group(head, list(head.elements), prefix)
}

function choice(element: Json, prefix: string): Choice {
  const label = text(element.title)
  const url = text(element.url)
  return {
    label,
    about: text(element.subtitle),
    ...pictured(element),
    answer: plain(`${prefix}${label}`),
    ...(isWebAddress(url) && { link: url }),
  }
}

function times(inner: Json): Group {
  const slots = list(inner.timeslots).map(slot => {
    // `2026-11-21T09:00+0000` lacks what every engine reads.
    const at = text(slot.date).replace(/([+-]\d\d)(\d\d)$/, '$1:$2')
    return { label: text(slot.date), about: '', answer: plain(text(slot.date)), at }
  })
  const { title, subtitle } = record(inner.location)
  return { title: text(title), subtitle: text(subtitle), choices: slots }
}

function plain(content: string): Answer {
  return { contentType: 'text/plain', content }
}

function pictured(of: Json): { readonly image?: Picture } {
  const url = text(of.imageData)
  const isPicture = isWebAddress(url) || /^data:image\/(png|jpeg|gif|webp);base64,/.test(url)
  return isPicture ? { image: { url, about: text(of.imageDescription) } } : {}
}

/** Nothing that runs: `javascript:` and the like are no addresses. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(url)
}

function record(value: unknown): Json {
  return isRecord(value) ? value : {}
}

function parsed(content: string): Json {
  try {
    return record(JSON.parse(content))
  } catch {
    // Not JSON: none that we know.
    return {}
  }
}
