// The chat on a page: the button, the window, and the chat behind them, which goes on when the page is
// left for another of the same site.
import type { WidgetFace } from '../../src/api/contract/widget-http.ts'
import { isRecord, text } from '../kit/chat/wire-value.ts'
import { type ChatItem, eventName } from './chat-item.ts'
import { el } from './dom.ts'
import { Launcher, Panel, type PanelState } from './panel.ts'
import { ParticipantClient } from './participant-client.ts'
import { type PersistedChat, persistChat, readPersistedChat } from './persisted-chat.ts'
import { type Row, rowsOf } from './rows.ts'
import type { Snippet } from './snippet.ts'
import { NotStarted, type Started, startChat } from './start-chat.ts'
import { browserSurroundings } from './surroundings.ts'
import { type Language, languageFor, runsRightToLeft } from './texts.ts'
import { applyTheme, DARK } from './theme.ts'
import { saveFile, transcriptText } from './transcript-text.ts'
import css from './widget.css?inline'

export interface WidgetOptions {
  readonly origin: string
  readonly face: WidgetFace
  readonly snippet: Snippet
}

export class Widget {
  readonly #options: WidgetOptions
  readonly #host = el('parley-chat' as 'div')
  readonly #root = this.#host.attachShadow({ mode: 'open' })
  readonly #live = el('div', { class: 'unseen', role: 'status' })
  #launcher: Launcher | undefined
  #panel: Panel | undefined
  #client: ParticipantClient | undefined
  #attachments: boolean
  #phase: PanelState['phase'] = 'starting'
  #problem: string | undefined
  #isOpen: boolean = false
  #unread = 0
  /** Of the last line that was told to the page, so that no page is told twice. */
  #heardUntil = ''
  #isStarting: boolean = false
  #draft = ''
  #isDrawn: boolean = false
  #agent: string | undefined

  constructor(options: WidgetOptions) {
    this.#options = options
    this.#attachments = options.face.features.attachments
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    this.#root.adoptedStyleSheets = [sheet]
    document.body.append(this.#host)
  }

  /** Shows the button, or goes on with the chat of the page before. */
  begin(): void {
    const { snippet, face } = this.#options
    addEventListener('pagehide', () => this.#persist())
    addEventListener('online', () => this.#client?.retryNow())
    addEventListener('offline', () => this.#client?.networkLost())
    document.addEventListener('visibilitychange', () => {
      this.#acknowledge()
      if (document.visibilityState === 'visible') this.#client?.retryNow()
    })
    DARK.addEventListener('change', () => applyTheme(this.#host, face.theme, snippet))
    this.restyle()
    const kept = readPersistedChat(face.id)
    if (kept) this.#goOn(kept)
    callPage(snippet.programmaticLaunch, () => this.open())
    if (!kept && snippet.skipIconButtonAndAutoLaunch) this.open()
  }

  /** The page has said something new. */
  restyle(): void {
    const { face, snippet } = this.#options
    applyTheme(this.#host, face.theme, snippet)
    const { language, isRightToLeft } = this.#language()
    this.#host.dir = isRightToLeft ? 'rtl' : 'ltr'
    const launcher = new Launcher(language, face.texts.launcher ?? '', () => this.open())
    this.#launcher = launcher
    this.#panel = undefined
    this.#arrange()
  }

  open(): void {
    if (this.#isOpen) return
    this.#isOpen = true
    this.#unread = 0
    if (!this.#client) void this.#start()
    this.#arrange()
    this.#panel?.opened()
    this.#panel?.focus()
    this.#acknowledge()
    this.#persist()
  }

  #minimise(): void {
    this.#isOpen = false
    this.#arrange()
    this.#launcher?.element.focus()
    this.#tell('WIDGET_FRAME_CLOSED', { status: this.#phase === 'ended' ? 'closed' : 'minimized' })
    if (this.#phase === 'ended' || this.#phase === 'failed') this.#forget()
    this.#persist()
  }

  async #start(): Promise<void> {
    if (this.#isStarting) return
    this.#isStarting = true
    const { origin, face, snippet } = this.#options
    this.#phase = 'starting'
    this.#problem = undefined
    this.#changed()
    try {
      this.#started(await startChat({ origin, widgetId: face.id }, snippet))
    } catch (error) {
      this.#phase = 'failed'
      this.#problem = error instanceof NotStarted ? error.message : ''
      this.#changed()
    } finally {
      this.#isStarting = false
    }
  }

  #started({ chat, attachments }: Started): void {
    this.#attachments = attachments ?? this.#attachments
    this.#panel = undefined
    this.#use({ chat, outbox: [] })
    callPage(this.#options.snippet.contactMetadataHandler, { chatContactId: chat.contactId })
  }

  #goOn(kept: PersistedChat): void {
    this.#attachments = kept.attachments ?? this.#attachments
    this.#draft = kept.draft
    this.#heardUntil = kept.heardUntil
    this.#unread = kept.unread
    this.#isOpen = kept.isOpen
    this.#use(kept)
  }

  #use(kept: Pick<PersistedChat, 'chat' | 'outbox' | 'connectionToken'>): void {
    this.#phase = 'chat'
    let wasConnected = false
    const client: ParticipantClient = new ParticipantClient({
      origin: this.#options.origin,
      chat: kept.chat,
      outbox: kept.outbox,
      world: browserSurroundings,
      ...(kept.connectionToken !== undefined && { connectionToken: kept.connectionToken }),
      onChange: () => {
        if (this.#client !== client) return
        if (client.link === 'connected' && !wasConnected) {
          wasConnected = true
          this.#tell('CONNECTION_ESTABLISHED', { chatDetails: kept.chat })
        }
        if (client.link === 'ended') this.#over()
        this.#changed()
      },
      onItem: item => this.#heard(item),
    })
    this.#client = client
    client.connect()
    this.#persist()
    this.#arrange()
  }

  #heard(item: ChatItem): void {
    const client = this.#client
    if (!client) return
    const event = eventName(item)
    if (item.role === 'AGENT' && event === 'participant.left') this.#agent = undefined
    else if (item.role === 'AGENT') this.#agent = item.displayName || this.#agent
    if (item.at <= this.#heardUntil) return
    this.#heardUntil = item.at
    if (event !== undefined) this.#tell(event.toUpperCase().replaceAll('.', '_'), item)
    if (item.type === 'EVENT') return
    this.#tell(client.isOwn(item) ? 'OUTGOING_MESSAGE' : 'INCOMING_MESSAGE', item)
    if (client.isOwn(item) || this.#isOpen) return
    this.#unread++
    const { texts } = this.#language().language
    this.#live.textContent = texts.unread(this.#unread)
  }

  #over(): void {
    if (this.#phase === 'ended') return
    this.#phase = 'ended'
    this.#agent = undefined
    this.#tell('CHAT_ENDED', {})
    if (!this.#isOpen) this.#forget()
  }

  /** The next opening begins another chat. */
  #forget(): void {
    this.#client?.close()
    this.#client = undefined
    this.#panel = undefined
    this.#problem = undefined
    this.#agent = undefined
    this.#draft = ''
    this.#heardUntil = ''
    this.#unread = 0
    persistChat(undefined)
  }

  async #end(): Promise<void> {
    try {
      this.#problem = undefined
      await this.#client?.end()
    } catch {
      this.#problem = this.#language().language.texts.notEnded
    }
    this.#changed()
    this.#panel?.focus()
  }

  #tell(name: string, data: object): void {
    callPage(this.#options.snippet.callbacks[name], name, data)
  }

  #persist(): void {
    const client = this.#client
    if (!client || client.link === 'ended') return
    // Its details do not change; everything else does.
    const token = client.connectionToken
    persistChat({
      widgetId: this.#options.face.id,
      chat: client.chat,
      isOpen: this.#isOpen,
      draft: this.#draft,
      outbox: client.keptOutbox,
      heardUntil: this.#heardUntil,
      unread: this.#unread,
      attachments: this.#attachments,
      ...(token !== undefined && { connectionToken: token }),
    })
  }

  #acknowledge(): void {
    const isSeen = this.#isOpen && document.visibilityState === 'visible'
    this.#client?.acknowledge(isSeen ? 'read' : 'delivered')
  }

  /** Many changes of a moment are drawn once. */
  #changed(): void {
    if (this.#isDrawn) return
    this.#isDrawn = true
    setTimeout(() => {
      this.#isDrawn = false
      this.#draw()
      this.#acknowledge()
      this.#persist()
    })
  }

  /** Either the button or the window. */
  #arrange(): void {
    const { snippet } = this.#options
    const isHidden = snippet.alwaysHideWidgetButton || snippet.skipIconButtonAndAutoLaunch
    this.#host.toggleAttribute('data-open', this.#isOpen)
    this.#panel ??= this.#makePanel()
    const showsLauncher = !this.#isOpen && !(isHidden && !this.#client)
    const shown = this.#isOpen
      ? this.#panel.element
      : showsLauncher
        ? this.#launcher?.element
        : undefined
    const frame = this.#root.querySelector('.frame') ?? this.#makeFrame()
    frame.className = `frame ${this.#host.dir}`
    frame.replaceChildren(...(shown ? [shown] : []))
    this.#draw()
  }

  #makeFrame(): HTMLElement {
    const frame = el('div', { class: 'frame' })
    this.#root.append(frame, this.#live)
    return frame
  }

  #draw(): void {
    this.#launcher?.show(this.#unread)
    const client = this.#client
    this.#panel?.show({
      phase: this.#phase,
      isConnected: client?.link === 'connected' || client?.link === 'ended',
      isOffline: client?.link === 'offline',
      problem: this.#problem,
      rows: this.#rows(),
      hasOlder: client?.hasOlder ?? false,
      typist: client?.typist,
      agent: this.#agent,
    })
  }

  #rows(): readonly Row[] {
    const client = this.#client
    if (!client) return []
    const { snippet } = this.#options
    const { texts, tag } = this.#language().language
    const transcript = part(snippet.displayNames, 'transcript')
    return rowsOf({
      items: client.items,
      outbox: client.outbox,
      texts,
      systemName: text(transcript.systemMessageDisplayName) || texts.callSystem,
      hidesNames: part(snippet.customization, 'transcript').hideDisplayNames === true,
      isOver: client.link === 'ended',
      isOwn: item => client.isOwn(item),
      receiptOf: id => client.receiptOf(id),
      dayOf: at => new Date(at).toLocaleDateString(tag),
    })
  }

  #makePanel(): Panel {
    const { face, snippet, origin } = this.#options
    const { language } = this.#language()
    const header = part(snippet.displayNames, 'header')
    const customHeader = part(snippet.customization, 'header')
    const composer = part(snippet.customization, 'composer')
    const { callNumber } = face.features
    const call = callNumber && `${origin}/phone?number=${encodeURIComponent(callNumber)}`
    return new Panel(
      {
        language,
        title: text(header.headerMessage) || face.texts.title || language.texts.title,
        subtitle: face.texts.subtitle ?? '',
        greeting: face.texts.greeting ?? '',
        afterChat: face.texts.afterChat ?? '',
        logo: text(header.logoUrl) || undefined,
        callUrl: call || undefined,
        callMe: face.texts.callMe ?? '',
        hasAttachments: this.#attachments && composer.disableCustomerAttachments !== true,
        canDownload: customHeader.hideTranscriptDownloadButton !== true,
        asksBeforeEnd: part(snippet.customization, 'endChat').enableConfirmationDialog !== false,
      },
      {
        minimise: () => this.#minimise(),
        send: message => this.#client?.send(message),
        sendFiles: files => {
          for (const file of files) this.#client?.sendFile(file)
        },
        typing: draft => {
          this.#draft = draft
          if (draft !== '') this.#client?.typing()
          this.#persist()
        },
        end: () => void this.#end(),
        again: () => {
          this.#forget()
          void this.#start()
          this.#arrange()
          this.#panel?.focus()
        },
        tryAgain: () => void this.#start(),
        download: () => {
          const title = face.texts.title ?? language.texts.title
          saveFile('chat.txt', transcriptText(title, this.#rows(), language))
        },
        loadOlder: () => void this.#client?.loadOlder(),
        reply: ({ contentType, content }, label) => this.#client?.send(content, contentType, label),
        resend: key => this.#client?.resend(key),
        discard: key => this.#client?.discard(key),
        attachmentUrl: id =>
          this.#client?.attachmentUrl(id) ?? Promise.reject(new Error('no chat')),
        describe: token => this.#client?.view(token) ?? Promise.reject(new Error('no chat')),
      },
      this.#draft,
    )
  }

  #language(): { readonly language: Language; readonly isRightToLeft: boolean } {
    const { snippet, face } = this.#options
    const page = document.documentElement
    const wanted = snippet.language ?? face.language
    const tags = [wanted, page.lang, ...navigator.languages].filter(each => each !== undefined)
    const isRightToLeft = wanted
      ? runsRightToLeft(wanted)
      : getComputedStyle(page).direction === 'rtl'
    return { language: languageFor(tags), isRightToLeft }
  }
}

/** The page's own mistake is for the page's own console, and does not end the chat. */
function callPage(call: ((...given: never[]) => unknown) | undefined, ...given: unknown[]): void {
  try {
    call?.(...(given as never[]))
  } catch (error) {
    console.error(error)
  }
}

function part(settings: Readonly<Record<string, unknown>>, name: string) {
  const value = settings[name]
  return isRecord(value) ? value : {}
}
