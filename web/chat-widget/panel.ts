// The chat's window: header, notice, transcript, composer, and what is asked before the chat is ended.
import { el, icon, iconButton } from './dom.ts'
import type { Row } from './rows.ts'
import type { Language } from './texts.ts'
import { type TranscriptActions, TranscriptView } from './transcript-view.ts'

export interface PanelActions extends TranscriptActions {
  minimise(): void
  send(text: string): void
  sendFiles(files: readonly File[]): void
  typing(draft: string): void
  end(): void
  again(): void
  tryAgain(): void
  download(): void
  loadOlder(): void
}

export interface PanelLook {
  readonly language: Language
  readonly title: string
  readonly subtitle: string
  readonly greeting: string
  readonly afterChat: string
  readonly logo: string | undefined
  readonly callUrl: string | undefined
  readonly callMe: string
  readonly hasAttachments: boolean
  readonly canDownload: boolean
  readonly asksBeforeEnd: boolean
}

export interface PanelState {
  readonly phase: 'starting' | 'failed' | 'chat' | 'ended'
  readonly isConnected: boolean
  readonly isOffline: boolean
  /** Why the chat could not be started, or ended. */
  readonly problem: string | undefined
  readonly rows: readonly Row[]
  readonly hasOlder: boolean
  readonly typist: string | undefined
  /** Who answers. */
  readonly agent: string | undefined
}

const FOCUSABLE =
  'button:not(:disabled):not([hidden]), a[href], input, select, textarea, [tabindex="0"]'
/** Below this the window covers the page, and the keyboard stays in it. */
const NARROW = '(max-width: 480px)'
const HEIGHT_MAX = 140

export class Panel {
  readonly element: HTMLElement
  readonly #look: PanelLook
  readonly #actions: PanelActions
  readonly #transcript: TranscriptView
  readonly #subtitle = el('p', { class: 'subtitle' })
  readonly #notice = el('div', { class: 'notice', role: 'status', hidden: true })
  readonly #input: HTMLTextAreaElement
  readonly #composer: HTMLElement
  readonly #after: HTMLElement
  readonly #tools: HTMLElement
  readonly #dialog: HTMLDialogElement
  #send: HTMLButtonElement | undefined
  #shownNotice = ''

  constructor(look: PanelLook, actions: PanelActions, draft: string) {
    this.#look = look
    this.#actions = actions
    const { language } = look
    const { texts } = language
    this.#transcript = new TranscriptView(language, actions, actions.loadOlder)
    this.#input = this.#drawInput(draft)
    this.#composer = this.#drawComposer()
    this.#after = this.#drawAfter()
    this.#tools = this.#drawTools()
    this.#dialog = this.#drawDialog()
    const title = el('h2', { id: 'title' }, look.title)
    const logo = look.logo ? el('img', { class: 'logo', src: look.logo, alt: '' }) : undefined
    this.element = el(
      'section',
      { class: 'panel', role: 'dialog', 'aria-labelledby': 'title', lang: language.tag },
      el(
        'header',
        {},
        logo,
        el('div', { class: 'titles' }, title, this.#subtitle),
        this.#tools,
        iconButton('down', texts.minimise, actions.minimise),
      ),
      this.#notice,
      this.#transcript.element,
      this.#after,
      this.#composer,
      this.#dialog,
    )
    this.element.addEventListener('keydown', event => this.#pressed(event))
    this.#acceptDrops()
  }

  get draft(): string {
    return this.#input.value
  }

  focus(): void {
    const target = this.#composer.hidden
      ? this.element.querySelector<HTMLElement>(FOCUSABLE)
      : this.#input
    target?.focus({ preventScroll: true })
  }

  show(state: PanelState): void {
    const { texts } = this.#look.language
    const isGoing = state.phase === 'chat'
    this.#subtitle.textContent = state.agent ?? this.#look.subtitle
    this.#subtitle.hidden = this.#subtitle.textContent === ''
    this.#showNotice(state)
    this.#composer.hidden = state.phase === 'ended' || state.phase === 'failed'
    this.#input.disabled = !isGoing
    this.#after.hidden = state.phase !== 'ended'
    this.#tools.hidden = !isGoing && state.phase !== 'ended'
    for (const each of this.#tools.querySelectorAll<HTMLElement>('.when-going'))
      each.hidden = !isGoing
    this.element.setAttribute('aria-busy', String(state.phase === 'starting'))
    this.#input.placeholder = state.phase === 'starting' ? texts.starting : texts.write
    this.#fit()
    this.#transcript.show({ ...state, rows: this.#withGreeting(state) })
  }

  /** The window has become visible. */
  opened(): void {
    const covers = matchMedia(NARROW).matches
    this.element.setAttribute('aria-modal', String(covers))
    this.#transcript.toEnd()
  }

  #withGreeting({ rows, phase }: PanelState): readonly Row[] {
    const { greeting } = this.#look
    if (!greeting || phase === 'failed') return rows
    return [{ type: 'note', key: 'greeting', text: greeting }, ...rows]
  }

  #showNotice({ phase, isConnected, isOffline, problem }: PanelState): void {
    const { texts } = this.#look.language
    const failed =
      phase === 'failed' ? [texts.notStarted, problem].filter(Boolean).join(' ') : problem
    const busy = phase === 'starting' ? texts.starting : isConnected ? '' : texts.connecting
    const text = failed ?? (isOffline ? texts.offline : phase === 'ended' ? '' : busy)
    if (text === this.#shownNotice) return
    this.#shownNotice = text
    this.#notice.hidden = text === ''
    this.#notice.classList.toggle('bad', failed !== undefined)
    this.#notice.replaceChildren(text)
    if (phase !== 'failed') return
    const { tryAgain } = this.#actions
    this.#notice.append(
      ' ',
      el('button', { type: 'button', class: 'link', onclick: tryAgain }, texts.tryAgain),
    )
  }

  #drawInput(draft: string): HTMLTextAreaElement {
    const { texts } = this.#look.language
    const input = el('textarea', {
      rows: 1,
      'aria-label': texts.write,
      maxlength: 16_000,
      enterkeyhint: 'send',
    })
    input.value = draft
    input.addEventListener('keydown', event => {
      // Enter also ends the choice of a word in scripts that are composed.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
      event.preventDefault()
      this.#submit()
    })
    input.addEventListener('input', () => {
      this.#fit()
      this.#actions.typing(input.value)
    })
    input.addEventListener('paste', event => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0 || !this.#look.hasAttachments) return
      event.preventDefault()
      this.#actions.sendFiles(files)
    })
    return input
  }

  #drawComposer(): HTMLElement {
    const { language, hasAttachments } = this.#look
    const { texts } = language
    const picker = el('input', { type: 'file', multiple: true, hidden: true, tabindex: -1 })
    picker.addEventListener('change', () => {
      this.#actions.sendFiles([...(picker.files ?? [])])
      picker.value = ''
      this.focus()
    })
    const attach = hasAttachments
      ? iconButton('clip', texts.attach, () => picker.click())
      : undefined
    this.#send = iconButton('send', texts.send, () => this.#submit(), 'send')
    return el(
      'div',
      { class: 'composer' },
      attach,
      hasAttachments ? picker : undefined,
      this.#input,
      this.#send,
    )
  }

  #drawAfter(): HTMLElement {
    const { language, afterChat, canDownload } = this.#look
    const { texts } = language
    const button = (label: string, press: () => void, name: string) =>
      el('button', { type: 'button', class: name, onclick: press }, label)
    return el(
      'div',
      { class: 'after', hidden: true },
      afterChat ? el('p', {}, afterChat) : undefined,
      button(texts.again, this.#actions.again, 'primary'),
      canDownload ? button(texts.download, this.#actions.download, 'secondary') : undefined,
    )
  }

  #drawTools(): HTMLElement {
    const { language, callUrl, callMe, canDownload } = this.#look
    const { texts } = language
    const { download } = this.#actions
    const end = iconButton('leave', texts.end, () => this.#askEnd())
    end.classList.add('when-going')
    const label = callMe || texts.callMe
    return el(
      'div',
      { class: 'tools' },
      callUrl === undefined ? undefined : iconButton('phone', label, () => openCall(callUrl)),
      canDownload ? iconButton('save', texts.download, download) : undefined,
      end,
    )
  }

  #drawDialog(): HTMLDialogElement {
    const { texts } = this.#look.language
    const close = () => this.#dialog.close()
    const end = () => {
      close()
      this.#actions.end()
    }
    return el(
      'dialog',
      { 'aria-labelledby': 'end-title' },
      el('h3', { id: 'end-title' }, texts.endTitle),
      el('p', {}, texts.endText),
      el(
        'div',
        { class: 'choices' },
        el('button', { type: 'button', class: 'secondary', onclick: close }, texts.cancel),
        el('button', { type: 'button', class: 'primary', onclick: end }, texts.endConfirm),
      ),
    )
  }

  #askEnd(): void {
    if (this.#look.asksBeforeEnd) this.#dialog.showModal()
    else this.#actions.end()
  }

  #submit(): void {
    const text = this.#input.value.trim()
    if (text === '' || this.#input.disabled) return
    this.#input.value = ''
    this.#fit()
    this.#actions.send(text)
    this.#actions.typing('')
    this.#transcript.toEnd()
  }

  /** As high as its text, within limits. */
  #fit(): void {
    const isEmpty = this.#input.value.trim() === ''
    if (this.#send) this.#send.disabled = isEmpty || this.#input.disabled
    this.#input.style.height = 'auto'
    const height = Math.min(HEIGHT_MAX, this.#input.scrollHeight)
    if (height > 0) this.#input.style.height = `${height}px`
  }

  #pressed(event: KeyboardEvent): void {
    if (this.#dialog.open) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      this.#actions.minimise()
    }
    if (event.key === 'Tab' && this.element.getAttribute('aria-modal') === 'true') this.#turn(event)
  }

  /** From the last to the first, and back. */
  #turn(event: KeyboardEvent): void {
    const all = [...this.element.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
      each => each.offsetParent !== null,
    )
    const [first, last] = [all[0], all.at(-1)]
    const root = this.element.getRootNode() as ShadowRoot
    const edge = event.shiftKey ? first : last
    if (root.activeElement !== edge) return
    event.preventDefault()
    const target = event.shiftKey ? last : first
    target?.focus()
  }

  #acceptDrops(): void {
    if (!this.#look.hasAttachments) return
    this.element.addEventListener('dragover', event => event.preventDefault())
    this.element.addEventListener('drop', event => {
      event.preventDefault()
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0 && !this.#composer.hidden) this.#actions.sendFiles(files)
    })
  }
}

function openCall(url: string): void {
  window.open(url, 'parley-call', 'popup,width=400,height=680')
}

/** The button in the corner, with how much has not been read. */
export class Launcher {
  readonly element: HTMLButtonElement
  readonly #badge = el('span', { class: 'badge', hidden: true, 'aria-hidden': 'true' })
  readonly #language: Language
  readonly #label: string

  constructor(language: Language, label: string, open: () => void) {
    this.#language = language
    this.#label = label || language.texts.launcher
    const props = {
      type: 'button',
      class: 'launcher',
      lang: language.tag,
      'aria-haspopup': 'dialog',
    }
    this.element = el('button', { ...props, onclick: open }, icon('chat'), this.#badge)
    this.show(0)
  }

  show(unread: number): void {
    this.#badge.hidden = unread === 0
    this.#badge.textContent = unread > 9 ? '9+' : String(unread)
    const { texts } = this.#language
    const label = unread === 0 ? this.#label : `${this.#label} (${texts.unread(unread)})`
    this.element.setAttribute('aria-label', label)
  }
}
