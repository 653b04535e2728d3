// B12: Amazon's open chat interface, byte for byte, on a page of another site, against the whole product.
// Its bundle is on no registry: `PARLEY_CHAT_INTERFACE` says where the file is
// (`local-testing/amazon-connect-chat-interface.js` of amazon-connect/amazon-connect-chat-interface).
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, startBrowser } from '../support/browser.ts'
import { type ChatAgent, openChatAgent } from '../support/chat-agent.ts'
import { type FileServer, serveFiles } from '../support/file-server.ts'
import { type Parley, startParley } from '../support/parley.ts'
import { lacks } from '../support/peer.ts'
import { saveWidget } from '../support/save-widget.ts'
import { until } from '../support/until.ts'

/** Of the bundle in commit 40df506, with amazon-connect-chatjs 4.0.0 in it. */
const SHA_256 = 'dcf33257135d9a840d9c705abe48a4d975fe109d2fabc11eb2e73873035263ad'

const bundle = process.env.PARLEY_CHAT_INTERFACE
if (bundle === undefined) {
  console.log('skipped: PARLEY_CHAT_INTERFACE does not say where the chat interface is')
}

describe.skipIf(bundle === undefined || lacks('chromium'))('the open chat interface', () => {
  let parley: Parley
  let browser: Browser
  let shop: FileServer
  let agent: ChatAgent
  let widgetId: string

  beforeAll(async () => {
    const script = readFileSync(bundle ?? '', 'utf8')
    expect(createHash('sha256').update(script).digest('hex')).toBe(SHA_256)
    parley = await startParley()
    browser = await startBrowser({ toneHz: 440 })
    shop = await serveFiles(
      new Map([
        [
          '/',
          '<!doctype html><title>Shop</title><div id="root"></div><script src="/chat.js"></script>',
        ],
        ['/chat.js', script],
      ]),
    )
    const made = await saveWidget(parley, {
      name: 'Shop',
      flow: 'Sample chat flow',
      origins: [shop.origin],
    })
    widgetId = String(made.id)
    agent = await openChatAgent(parley)
  }, 120_000)

  afterAll(async () => {
    agent?.close()
    shop?.close()
    await browser?.stop()
    await parley?.stop()
  })

  test('begins a chat by the widget’s address, shows what the agent writes, and ends it', async () => {
    const page = await browser.open(shop.origin)
    const told = await begin(page)
    await until('the chat has begun', async () => (await told()).includes('success'))
    await agent.accept()
    await page.locator('[contenteditable="true"], textarea').first().click()
    await page.keyboard.type('Where is my order?')
    await page.keyboard.press('Enter')
    await agent.hears('Where is my order?')
    await agent.say('It is on its way.')
    await page.getByText('It is on its way.').first().waitFor()
    expect(await page.getByText('Where is my order?').count()).toBe(1)
    await page.getByText('End chat', { exact: false }).first().click()
    await until('the chat is over', async () => (await told()).includes('disconnected'))
    await agent.clear()
  })

  /** As the interface's own documentation begins a chat; answers what it called back. */
  async function begin(page: Page): Promise<() => Promise<readonly string[]>> {
    await page.evaluate(
      ([centre, id]) => {
        const told: string[] = []
        const here = globalThis as unknown as InPage
        here.told = told
        here.connect.ChatSession.setGlobalConfig({ endpoint: centre, region: 'us-east-1' })
        here.connect.ChatInterface.init({ containerId: 'root' })
        here.connect.ChatInterface.initiateChat(
          {
            name: 'Cleo',
            region: 'us-east-1',
            apiGatewayEndpoint: `${centre}/connectwidget/api/${id}/start`,
            headers: { 'x-amz-snippet-id': 'abc' },
            contactAttributes: JSON.stringify({ order: '42' }),
            supportedMessagingContentTypes: 'text/plain,text/markdown',
          },
          session => {
            told.push('success')
            session.onChatDisconnected(() => told.push('disconnected'))
          },
          error => told.push(`failure ${JSON.stringify(error)}`),
        )
      },
      [parley.httpUrl, widgetId] as const,
    )
    return () => page.evaluate(() => (globalThis as unknown as InPage).told)
  }
})

/** What the interface leaves in the page, and we. */
interface InPage {
  told: string[]
  readonly connect: {
    readonly ChatSession: { setGlobalConfig(config: object): void }
    readonly ChatInterface: {
      init(props: object): void
      initiateChat(
        input: object,
        success: (session: { onChatDisconnected(tell: () => void): void }) => void,
        failure: (error: unknown) => void,
      ): void
    }
  }
}
