// The transcript on the screen: rows that are drawn anew only when they change, kept at the end while
// the customer reads there.

import type { Attachment } from './chat-item.ts'
import { el, icon } from './dom.ts'
import { drawQuestion, drawView, type Reply } from './question-view.ts'
import { drawMarkdown, drawText } from './rich-text.ts'
import type { MessageRow, Row } from './rows.ts'
import type { Language } from './texts.ts'

export interface TranscriptActions {
  readonly reply: Reply
  resend(key: string): void
  discard(key: string): void
  attachmentUrl(id: string): Promise<string>
  describe(viewToken: string): Promise<Readonly<Record<string, unknown>>>
}

/** So near to its end the customer counts as reading there. */
const NEAR_END = 80

export class TranscriptView {
  readonly element: HTMLElement
  readonly #rows = el('div', { class: 'rows', role: 'log', 'aria-live': 'polite' })
  readonly #drawn = new Map<string, { readonly sign: string; readonly element: HTMLElement }>()
  readonly #actions: TranscriptActions
  readonly #older: HTMLButtonElement
  readonly #typing = el('div', { class: 'typing', hidden: true })
  readonly #language: Language
  /** Before the window around it became smaller. */
  #isAtEnd: boolean = true

  constructor(language: Language, actions: TranscriptActions, loadOlder: () => void) {
    this.#language = language
    this.#actions = actions
    const { texts } = language
    this.#rows.setAttribute('aria-label', texts.conversation)
    this.#older = el('button', { type: 'button', class: 'older', onclick: loadOlder }, texts.older)
    this.element = el(
      'div',
      { class: 'transcript', tabindex: 0, role: 'region', 'aria-label': texts.conversation },
      this.#older,
      this.#rows,
      this.#typing,
    )
    this.element.addEventListener('scroll', () => {
      const { scrollHeight, scrollTop, clientHeight } = this.element
      this.#isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_END
    })
  }

  show(of: {
    readonly rows: readonly Row[]
    readonly hasOlder: boolean
    readonly typist: string | undefined
  }): void {
    this.#older.hidden = !of.hasOlder
    const elements = of.rows.map(row => this.#elementOf(row))
    this.#arrange(elements)
    this.#showTyping(of.typist)
    if (this.#isAtEnd) this.toEnd()
  }

  toEnd(): void {
    this.#isAtEnd = true
    this.element.scrollTop = this.element.scrollHeight
  }

  #arrange(elements: readonly HTMLElement[]): void {
    let at: ChildNode | null = this.#rows.firstChild
    for (const element of elements) {
      if (element === at) at = at.nextSibling
      else this.#rows.insertBefore(element, at)
    }
    while (at) {
      const next: ChildNode | null = at.nextSibling
      at.remove()
      at = next
    }
  }

  #elementOf(row: Row): HTMLElement {
    const sign = JSON.stringify(row)
    const drawn = this.#drawn.get(row.key)
    if (drawn?.sign === sign) return drawn.element
    const element = this.#draw(row)
    this.#drawn.set(row.key, { sign, element })
    return element
  }

  #showTyping(name: string | undefined): void {
    this.#typing.hidden = name === undefined
    if (name === undefined) return
    const dots = ['', '', ''].map(() => el('i'))
    const label = el('span', { class: 'unseen' }, this.#language.texts.typing(name))
    this.#typing.replaceChildren(el('span', { class: 'bubble' }, ...dots, label))
  }

  #draw(row: Row): HTMLElement {
    if (row.type === 'note') return el('p', { class: 'note' }, row.text)
    if (row.type === 'day') {
      const day = new Date(row.at)
      const options = { weekday: 'long', day: 'numeric', month: 'long' } as const
      return el('p', { class: 'note day' }, day.toLocaleDateString(this.#language.tag, options))
    }
    const sayer = row.side === 'own' ? this.#language.texts.you : undefined
    return el(
      'div',
      { class: `row ${row.side} ${row.state}` },
      sayer ? el('span', { class: 'unseen' }, sayer) : undefined,
      row.name === undefined ? undefined : this.#head(row.name, row),
      el(
        'div',
        { class: 'bubble', title: this.#timeOf(row) },
        // Whichever way the window runs, words run their own.
        el('div', { dir: 'auto' }, this.#body(row)),
      ),
      this.#foot(row),
    )
  }

  #head(name: string, row: MessageRow): HTMLElement {
    const [who, time] = [el('bdi', {}, name), el('bdi', {}, this.#timeOf(row))]
    return el('span', { class: 'name' }, who, ' · ', time)
  }

  #timeOf({ at }: MessageRow): string {
    return new Date(at).toLocaleTimeString(this.#language.tag, {
      hour: 'numeric',
      minute: '2-digit',
    })
  }

  #body({ body }: MessageRow): HTMLElement {
    const { reply, describe } = this.#actions
    const language = this.#language
    switch (body.type) {
      case 'markdown':
        return drawMarkdown(body.text)
      case 'question':
        return drawQuestion(body.question, { isOpen: body.isOpen, language, reply })
      case 'view':
        return drawView(body.view, { isOpen: body.isOpen, language, reply, describe })
      case 'files':
        return el('div', {}, ...body.files.map(file => this.#file(file)))
      default:
        return drawText(body.text)
    }
  }

  #file({ id, name, status }: Attachment): HTMLElement {
    const { texts } = this.#language
    if (status !== 'APPROVED') {
      const why = status === 'REJECTED' ? texts.rejected : texts.checking
      return el('div', { class: 'file' }, icon('file'), el('span', {}, name, el('small', {}, why)))
    }
    const label = texts.open(name)
    const open = async () => {
      // Opened at once, for later the browser would take it for an advertisement.
      const tab = window.open('', '_blank')
      if (tab) tab.opener = null
      try {
        const url = await this.#actions.attachmentUrl(id)
        if (tab) tab.location.href = url
        else location.assign(url)
      } catch {
        tab?.close()
        button.append(el('small', { role: 'alert' }, texts.notOpened))
      }
    }
    const props = { type: 'button', class: 'file', 'aria-label': label }
    const button = el('button', { ...props, onclick: () => void open() }, icon('file'), name)
    return button
  }

  #foot(row: MessageRow): HTMLElement | undefined {
    const { texts } = this.#language
    if (row.state === 'sent') return undefined
    if (row.state !== 'failed') return el('span', { class: 'state' }, texts[row.state])
    const { resend, discard } = this.#actions
    const link = (label: string, press: () => void) =>
      el('button', { type: 'button', class: 'link', onclick: press }, label)
    return el(
      'span',
      { class: 'state problem', role: 'alert' },
      [texts.notSent, row.reason].filter(Boolean).join(' '),
      ' ',
      link(texts.sendAgain, () => resend(row.key)),
      ' ',
      link(texts.discard, () => discard(row.key)),
    )
  }
}
