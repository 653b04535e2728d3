// The chat widget on a page of another site, against the real product, with an agent who answers.
import { readFileSync } from 'node:fs'
import { CreateContactFlowCommand, GetContactAttributesCommand } from '@aws-sdk/client-connect'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { seriousFindings } from '../support/accessibility.ts'
import { type Browser, startBrowser } from '../support/browser.ts'
import { type ChatAgent, openChatAgent } from '../support/chat-agent.ts'
import { connectClient } from '../support/connect-client.ts'
import { action, hangUp, say } from '../support/flow-actions.ts'
import { type Parley, startParley } from '../support/parley.ts'
import { lacks } from '../support/peer.ts'
import { saveWidget } from '../support/save-widget.ts'
import { type ShopPage, startShopPage } from '../support/shop-page.ts'
import { signedJwt } from '../support/signed-jwt.ts'

const INTERACTIVE = 'application/vnd.amazonaws.connect.message.interactive'

describe.skipIf(lacks('chromium'))('the chat widget', () => {
  let parley: Parley
  let browser: Browser
  let shop: ShopPage
  let agent: ChatAgent

  beforeAll(async () => {
    parley = await startParley()
    browser = await startBrowser({ toneHz: 440 })
    shop = await startShopPage(parley.httpUrl)
    shop.widgetId = String((await widget({ name: 'Shop', flow: 'Sample chat flow' })).id)
    await widget({ origins: [shop.origin] }, shop.widgetId)
    agent = await openChatAgent(parley)
  })
  afterAll(async () => {
    agent.close()
    shop.stop()
    await browser.stop()
    await parley.stop()
  })
  afterEach(async () => {
    for (const page of browser.context.pages().slice(1)) await page.close()
    shop.calls = ''
  })

  test('a whole chat: what the page said before the script was there, both write, files and choices, reload, end', async () => {
    shop.calls = `
      amazon_connect('styles', { openChat: { color: '#ffffff', backgroundColor: '#5b2a86' } })
      amazon_connect('snippetId', 'abc')
      amazon_connect('customerDisplayName', tell => tell('<b>Cleo</b>'))
      amazon_connect('contactAttributes', { order: '42' })
      amazon_connect('customDisplayNames', { header: { headerMessage: 'Ask us' } })
      amazon_connect('contactMetadataHandler', contact => told.push(contact.chatContactId))
      amazon_connect('registerCallback', {
        CONNECTION_ESTABLISHED: name => told.push(name),
        CHAT_ENDED: name => told.push(name),
      })`
    const page = await browser.open(shop.origin)
    const launcher = page.getByRole('button', { name: 'Open chat' })
    await launcher.waitFor()
    expect(await launcher.evaluate(each => getComputedStyle(each).backgroundColor)).toBe(
      'rgb(91, 42, 134)',
    )
    expect(await seriousFindings(page)).toEqual([])
    await launcher.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Ask us' }).waitFor()
    await page.getByText('Hello, and thank you for writing to us.').waitFor()
    await agent.accept()
    await page.getByText('Ana', { exact: false }).first().waitFor()

    await write(page, 'My order is late')
    await agent.hears('My order is late')
    expect(await attributesOf(agent.contactId)).toEqual({ 'HostedWidget-order': '42' })
    await agent.types()
    await page.getByText('is typing').waitFor({ state: 'attached' })
    await agent.say('<img src=x onerror="told.push(1)"><script>told.push(2)</script>')
    await page.getByText('<img src=x onerror=').waitFor()
    await agent.say('**Really** [here](javascript:told.push(3))', 'text/markdown')
    await page.locator('strong', { hasText: 'Really' }).waitFor()
    expect(await page.getByRole('link', { name: 'here' }).count()).toBe(0)
    await agent.reads()
    await page.getByText('Read', { exact: true }).waitFor()

    await agent.say(JSON.stringify(PICKER), INTERACTIVE)
    await page.getByRole('button', { name: 'Refund' }).click()
    await agent.hears('My order is late', 'Refund')

    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Attach a file' }).click()
    const file = { name: 'order.txt', mimeType: 'text/plain', buffer: Buffer.from('order 42') }
    await (await chooser).setFiles(file)
    await page.getByRole('button', { name: 'Open order.txt' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])

    await page.reload()
    await page.getByText('My order is late').waitFor()
    expect(await page.getByText('My order is late').count()).toBe(1)
    await page.getByRole('link', { name: 'Next page' }).click()
    await page.getByText('My order is late').waitFor()
    await agent.say('Still there?')
    await page.getByText('Still there?').waitFor()
    await page.getByRole('button', { name: 'Minimise chat' }).click()
    await page.reload()
    await page.getByRole('button', { name: 'Open chat', exact: true }).click()
    await page.getByRole('textbox', { name: 'Write a message' }).press('Escape')
    await agent.say('Hello?')
    await page.getByRole('button', { name: '1 new message' }).click()

    await page.getByRole('button', { name: 'End chat' }).click()
    const question = page.getByRole('dialog', { name: 'End this chat?' })
    await question.getByRole('button', { name: 'End chat' }).click()
    await page.getByRole('button', { name: 'Start a new chat' }).waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download transcript' }).last().click()
    const saved = readFileSync(await (await download).path(), 'utf8')
    expect(saved).toContain('My order is late')
    expect(saved).toContain('Still there?')
    const told = await page.evaluate(() => (globalThis as unknown as { told: unknown[] }).told)
    expect(told).toContain('CHAT_ENDED')
    expect(told.filter(each => typeof each === 'number')).toEqual([])
    await agent.clear()
    await page.reload()
    await page.getByText('Still there?').waitFor()
    await page.getByRole('button', { name: 'Minimise chat' }).click()
    expect(await page.evaluate(() => sessionStorage.getItem('persistedChatSession'))).toBeNull()
  })

  test('what is written while there is no network, and while the centre is away, arrives once and in order', async () => {
    const page = await browser.open(shop.origin)
    await page.getByRole('button', { name: 'Open chat' }).click()
    await agent.accept()
    await write(page, 'one')
    await agent.hears('one')
    await browser.context.setOffline(true)
    await write(page, 'two')
    await page.getByText('Waiting for the connection').waitFor()
    await browser.context.setOffline(false)
    await agent.hears('one', 'two')
    parley.kill('centre')
    await page.getByText('The connection is lost.').waitFor()
    await write(page, 'three')
    await write(page, 'four')
    await page.getByText('The connection is lost.').waitFor({ state: 'hidden', timeout: 40_000 })
    await agent.hears('one', 'two', 'three', 'four')
    for (const text of ['one', 'two', 'three', 'four']) {
      expect(await page.getByText(text, { exact: true }).count()).toBe(1)
    }
    await agent.leave()
  })

  test('a form of a flow is filled in, and the flow reads what was written', async () => {
    const shopWidget = shop.widgetId
    const made = await widget({ name: 'Form', flow: await formFlow(), origins: [shop.origin] })
    shop.widgetId = String(made.id)
    shop.calls = `amazon_connect('customLaunchBehavior', { skipIconButtonAndAutoLaunch: true })`
    const page = await browser.open(shop.origin)
    await page.getByText('Your parcel').waitFor()
    await page.getByRole('button', { name: 'Send it' }).click()
    await page.getByText('Please fill this in.').waitFor()
    await page.getByLabel('Town').fill('Rome')
    await page.getByRole('button', { name: 'Send it' }).click()
    await page.getByText('To Rome').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    shop.widgetId = shopWidget
  })

  test('on a telephone it covers the page and keeps the keyboard, and can call instead', async () => {
    await widget({ features: { callNumber: '+15550100' } }, shop.widgetId)
    shop.html = 'lang="he" dir="rtl"'
    const page = await browser.open(shop.origin)
    await page.setViewportSize({ width: 375, height: 667 })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.getByRole('button', { name: 'Open chat' }).click()
    await page.getByText('Hello, and thank you for writing to us.').waitFor()
    const panel = page.getByRole('dialog', { name: 'Chat with us' })
    expect(await panel.boundingBox()).toEqual({ x: 0, y: 0, width: 375, height: 667 })
    expect(await panel.evaluate(each => getComputedStyle(each).direction)).toBe('rtl')
    for (let count = 0; count < 12; count++) await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('PARLEY-CHAT')
    const popup = page.waitForEvent('popup')
    await page.getByRole('button', { name: 'Call us instead' }).click()
    expect((await popup).url()).toBe(`${parley.httpUrl}/phone?number=%2B15550100`)
    expect(await (await popup).getByRole('textbox').inputValue()).toBe('+15550100')
    shop.html = 'lang="en"'
  })

  test('a chat that needs a token starts with a right one only', async () => {
    const made = await widget({
      name: 'Bank',
      flow: 'Sample chat flow',
      origins: [shop.origin],
      requiresToken: true,
    })
    const secret = String(made.secret)
    expect(secret).toHaveLength(44)
    const before = shop.widgetId
    shop.widgetId = String(made.id)
    const starting = async (claims: object) => {
      shop.calls = `amazon_connect('authenticate', tell => tell('${jwt(claims, secret)}'))`
      const page = await browser.open(shop.origin)
      await page.getByRole('button', { name: 'Open chat' }).click()
      return page
    }
    const wrong = await starting({ sub: before })
    await wrong.getByText('`sub` of the token is not this widget.').waitFor()
    const right = await starting({ sub: made.id, attributes: { customer: '7' } })
    await right.getByText('Hello, and thank you for writing to us.').waitFor()
    shop.widgetId = before
  })

  test('pages of other sites than the widget is for show no chat', async () => {
    await widget({ origins: ['https://shop.example'] }, shop.widgetId)
    const page = await browser.open(shop.origin)
    await page.waitForTimeout(500)
    expect(await page.getByRole('button', { name: 'Open chat' }).count()).toBe(0)
    await widget({ origins: [shop.origin] }, shop.widgetId)
  })

  test('the page /chat works as it comes', async () => {
    const page = await browser.open(`${parley.httpUrl}/chat`)
    await page.getByRole('button', { name: 'Open chat' }).click()
    await page.getByText('Hello, and thank you for writing to us.').waitFor()
    expect(browser.complaints.filter(each => each.includes('Content Security'))).toEqual([])
  })

  async function attributesOf(contactId: string): Promise<Record<string, string> | undefined> {
    const connect = connectClient(parley)
    const InstanceId = parley.credentials.instanceId
    const asked = { InstanceId, InitialContactId: contactId }
    const { Attributes } = await connect.send(new GetContactAttributesCommand(asked))
    connect.destroy()
    return Attributes
  }

  /** Asks for a town and says it again. */
  async function formFlow(): Promise<string> {
    const connect = connectClient(parley)
    const InstanceId = parley.credentials.instanceId
    const Content = JSON.stringify({ Version: '2019-10-30', StartAction: 'ask', Actions: FORM })
    const flow = { InstanceId, Name: 'Form', Type: 'CONTACT_FLOW', Content } as const
    const { ContactFlowId = '' } = await connect.send(new CreateContactFlowCommand(flow))
    connect.destroy()
    return ContactFlowId
  }

  const widget = (settings: object, id?: string) => saveWidget(parley, settings, id)
})

const FORM = [
  action(
    'ask',
    'ShowView',
    {
      ViewResource: { Id: 'form' },
      InvocationTimeLimitSeconds: '300',
      ViewData: {
        Heading: 'Your parcel',
        Sections: [{ Items: [{ Name: 'town', Label: 'Town', Type: 'TextInput', Required: true }] }],
        Next: { Label: 'Send it' },
      },
    },
    {
      next: 'Bye',
      equals: { Next: 'say' },
      errors: { NoMatchingCondition: 'Bye', NoMatchingError: 'Bye', TimeLimitExceeded: 'Bye' },
    },
  ),
  say('say', 'To $.Views.ViewResultData.FormData.town', 'wait'),
  action(
    'wait',
    'Wait',
    { TimeLimitSeconds: '60' },
    { next: 'Bye', equals: { WaitCompleted: 'Bye' }, errors: { NoMatchingError: 'Bye' } },
  ),
  hangUp,
]

const PICKER = {
  templateType: 'ListPicker',
  version: '1.0',
  data: {
    content: {
      title: 'What do you want?',
      elements: [{ title: 'Refund' }, { title: 'Another one', subtitle: 'In a week' }],
    },
  },
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Write a message' }).fill(text)
  await page.keyboard.press('Enter')
}

function jwt(claims: object, secret: string): string {
  const iat = Math.floor(Date.now() / 1000)
  return signedJwt({ iat, exp: iat + 300, ...claims }, { secret })
}
