// The official chat library, byte for byte, in a page of another origin than the centre's.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import type { Browser } from './browser.ts'
import { type FileServer, serveFiles } from './file-server.ts'
import { until } from './until.ts'

const BUNDLE = resolve('node_modules/amazon-connect-chatjs/dist/amazon-connect-chat.js')

export interface ChatDetails {
  readonly contactId: string
  readonly participantId: string
  readonly participantToken: string
}

/** A line of a chat as the library gives it, or what it makes of an event. */
export type LibraryItem = Readonly<Record<string, unknown>>

interface Told {
  readonly name: string
  readonly data?: LibraryItem
}

/** SHA-256 in hex of the library's file. */
export function bundleHash(): string {
  return createHash('sha256').update(readFileSync(BUNDLE)).digest('hex')
}

/** Serves a page with nothing but the library: a shop that has a chat. */
export class ChatShop {
  readonly #server: FileServer
  readonly #browser: Browser

  private constructor(server: FileServer, browser: Browser) {
    this.#server = server
    this.#browser = browser
  }

  static async open(browser: Browser): Promise<ChatShop> {
    const files = new Map([
      [
        '/',
        '<!doctype html><title>Shop</title><script src="/chat.js"></script><script src="/page.js"></script>',
      ],
      ['/chat.js', readFileSync(BUNDLE, 'utf8')],
      ['/page.js', readFileSync(join(import.meta.dirname, 'chatjs-in-page.js'), 'utf8')],
    ])
    return new ChatShop(await serveFiles(files), browser)
  }

  /** A page of a client whose clock is wrong by so much. */
  async visit({ clockOffMs = 0 }: { readonly clockOffMs?: number } = {}): Promise<ChatPage> {
    const page = await this.#browser.context.newPage()
    await page.addInitScript(shiftClock, clockOffMs)
    await page.goto(this.#server.origin)
    return new ChatPage(page)
  }

  close(): void {
    this.#server.close()
  }
}

function shiftClock(offMs: number): void {
  const Original = Date
  globalThis.Date = class extends Original {
    constructor(...given: [] | [number]) {
      super(...((given.length > 0 ? given : [Original.now() + offMs]) as [number]))
    }
    static override now(): number {
      return Original.now() + offMs
    }
  } as DateConstructor
}

export class ChatPage {
  readonly page: Page
  /** Requests of the participant service, by the last part of their path. */
  readonly requests: string[] = []

  constructor(page: Page) {
    this.page = page
    page.on('request', request => {
      const { pathname } = new URL(request.url())
      if (request.method() === 'POST' && pathname.startsWith('/participant/')) {
        this.requests.push(pathname.slice('/participant/'.length))
      }
    })
  }

  async open(endpoint: string, details: ChatDetails): Promise<void> {
    await this.page.evaluate(
      ([where, who]) => (globalThis as unknown as Page1).chatPage.open(where, who),
      [endpoint, details] as const,
    )
  }

  /** What the service answers to a method of the library's session. */
  ask(method: string, input: object = {}): Promise<LibraryItem> {
    return this.page.evaluate(
      ([name, given]) => (globalThis as unknown as Page1).chatPage.ask(name, given),
      [method, input] as const,
    )
  }

  write(message: string, contentType = 'text/plain'): Promise<LibraryItem> {
    return this.ask('sendMessage', { contentType, message })
  }

  async attach(name: string, type: string, content: string): Promise<void> {
    await this.page.evaluate(given => (globalThis as unknown as Page1).chatPage.attach(...given), [
      name,
      type,
      content,
    ] as const)
  }

  download(attachmentId: string): Promise<string> {
    return this.page.evaluate(
      id => (globalThis as unknown as Page1).chatPage.download(id),
      attachmentId,
    )
  }

  /** What the library told by callbacks of that name. */
  async told(name: string): Promise<LibraryItem[]> {
    const all = await this.page.evaluate(
      () => (globalThis as unknown as Page1).chatPage.told as Told[],
    )
    return all.flatMap(each => (each.name === name ? [each.data ?? {}] : []))
  }

  /** Waits until the library has called back so often. */
  hears(name: string, count = 1, timeoutMs = 15_000): Promise<LibraryItem[]> {
    const look = async () => {
      const told = await this.told(name)
      return told.length >= count && told
    }
    return until(`${count} of ${name}`, look, timeoutMs)
  }

  /** Waits for a message with that text. */
  async hearsText(text: string): Promise<LibraryItem> {
    const look = async () => (await this.told('onMessage')).find(({ Content }) => Content === text)
    return until(`onMessage with ${text}`, look, 15_000)
  }
}

/** What `chatjs-in-page.js` leaves in the page. */
interface Page1 {
  readonly chatPage: {
    readonly told: readonly Told[]
    open(endpoint: string, details: ChatDetails): Promise<void>
    ask(method: string, input: object): Promise<LibraryItem>
    attach(name: string, type: string, content: string): Promise<void>
    download(attachmentId: string): Promise<string>
  }
}
