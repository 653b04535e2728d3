// What the page has said by `amazon_connect(name, …)`: before this script was there, into a queue, and
// since, to us. Names and values are those of Amazon's hosted widget.
import { isRecord, text } from '../kit/chat/wire-value.ts'

type Call = (...given: never[]) => unknown
type Settings = Readonly<Record<string, unknown>>

export interface Snippet {
  snippetId?: string
  /** Of the button: `openChat` and `closeChat`, each with `color` and `backgroundColor`. */
  styles: Settings
  customStyles: Settings
  displayNames: Settings
  customization: Settings
  contentTypes?: readonly string[]
  attributes: Readonly<Record<string, string>>
  skipIconButtonAndAutoLaunch: boolean
  alwaysHideWidgetButton: boolean
  programmaticLaunch?: Call
  authenticate?: Call
  displayName?: Call | string
  chatMinutes?: number
  language?: string
  contactMetadataHandler?: Call
  customStartChat?: Call
  callbacks: Readonly<Record<string, Call>>
}

interface Page {
  amazon_connect?: ((...given: unknown[]) => void) & { ac?: ArrayLike<unknown>[] }
}

/** Takes what was said so far, and listens from now on. */
export function takeSnippet(page: Page, changed: () => void): Snippet {
  const snippet: Snippet = {
    styles: {},
    customStyles: {},
    displayNames: {},
    customization: {},
    attributes: {},
    skipIconButtonAndAutoLaunch: false,
    alwaysHideWidgetButton: false,
    callbacks: {},
  }
  const waiting = page.amazon_connect?.ac ?? []
  page.amazon_connect = (...given) => {
    apply(snippet, given)
    changed()
  }
  for (const given of waiting) apply(snippet, Array.from(given))
  return snippet
}

function apply(snippet: Snippet, [name, value]: readonly unknown[]): void {
  const settings = isRecord(value) ? value : {}
  switch (name) {
    case 'snippetId':
      snippet.snippetId = text(value)
      return
    case 'styles':
      snippet.styles = { ...snippet.styles, ...settings }
      return
    case 'customStyles':
      snippet.customStyles = { ...snippet.customStyles, ...settings }
      return
    case 'customDisplayNames':
      snippet.displayNames = { ...snippet.displayNames, ...settings }
      return
    case 'customizationObject':
      snippet.customization = { ...snippet.customization, ...settings }
      return
    case 'supportedMessagingContentTypes':
      snippet.contentTypes = Array.isArray(value) ? value.map(String) : []
      return
    case 'contactAttributes':
      snippet.attributes = { ...snippet.attributes, ...texts(settings) }
      return
    case 'customLaunchBehavior':
      return applyLaunch(snippet, settings)
    case 'registerCallback':
      snippet.callbacks = { ...snippet.callbacks, ...calls(settings) }
      return
    case 'chatDurationInMinutes':
      snippet.chatMinutes = Number(value)
      return
    case 'language':
      snippet.language = text(value)
      return
    default:
      applyCall(snippet, name, value)
  }
}

function applyCall(snippet: Snippet, name: unknown, value: unknown): void {
  if (name === 'customerDisplayName' && typeof value === 'string') snippet.displayName = value
  if (typeof value !== 'function') return
  const call = value as Call
  if (name === 'authenticate') snippet.authenticate = call
  if (name === 'customerDisplayName') snippet.displayName = call
  if (name === 'contactMetadataHandler') snippet.contactMetadataHandler = call
  if (name === 'customStartChat') snippet.customStartChat = call
}

function applyLaunch(snippet: Snippet, settings: Settings): void {
  const { skipIconButtonAndAutoLaunch, alwaysHideWidgetButton, programmaticLaunch } = settings
  snippet.skipIconButtonAndAutoLaunch = skipIconButtonAndAutoLaunch === true
  snippet.alwaysHideWidgetButton = alwaysHideWidgetButton === true
  if (typeof programmaticLaunch === 'function') {
    snippet.programmaticLaunch = programmaticLaunch as Call
  }
}

function texts(settings: Settings): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]))
}

function calls(settings: Settings): Record<string, Call> {
  const entries = Object.entries(settings).filter(([, value]) => typeof value === 'function')
  return Object.fromEntries(entries) as Record<string, Call>
}

const ASK_TIMEOUT_MS = 15_000

/** Asks the page: it answers by calling back, or with a promise. Rejects when it says nothing. */
export function askPage(call: Call, ...more: readonly unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new Error('the page did not answer')), ASK_TIMEOUT_MS)
    const settle = (value: unknown) => {
      clearTimeout(tooLate)
      resolve(value)
    }
    const answer: unknown = (call as (...given: unknown[]) => unknown)(settle, ...more)
    if (answer instanceof Promise) {
      answer.then(value => {
        if (value !== undefined) settle(value)
      }, reject)
    }
  })
}
