// The flow designer in a real browser, against the whole product: from an empty canvas to a call that
// goes through what was drawn.
import {
  AssociatePhoneNumberContactFlowCommand,
  type ConnectClient,
  CreateContactFlowCommand,
  CreateQueueCommand,
  ListContactFlowsCommand,
  ListHoursOfOperationsCommand,
  ListPhoneNumbersV2Command,
} from '@aws-sdk/client-connect'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { seriousFindings } from '../support/accessibility.ts'
import { type Browser, startBrowser } from '../support/browser.ts'
import { connectClient } from '../support/connect-client.ts'
import { type Parley, signIn, startParley } from '../support/parley.ts'
import { lacks } from '../support/peer.ts'
import { until } from '../support/until.ts'

const EMPTY = JSON.stringify({ Version: '2019-10-30', StartAction: '', Actions: [] })

describe.skipIf(lacks('chromium'))('the flow designer', () => {
  let parley: Parley
  let browser: Browser
  let connect: ConnectClient
  let InstanceId: string

  beforeAll(async () => {
    parley = await startParley()
    browser = await startBrowser({ toneHz: 440 })
    await browser.context.grantPermissions(['clipboard-read', 'clipboard-write', 'microphone'])
    connect = connectClient(parley)
    InstanceId = parley.credentials.instanceId
    const hours = await connect.send(new ListHoursOfOperationsCommand({ InstanceId }))
    const HoursOfOperationId = hours.HoursOfOperationSummaryList?.[0]?.Id
    for (const Name of ['Sales', 'Support']) {
      await connect.send(new CreateQueueCommand({ InstanceId, Name, HoursOfOperationId }))
    }
  }, 120_000)
  afterEach(async () => {
    for (const page of browser.context.pages().slice(1)) {
      await page.close({ runBeforeUnload: false })
    }
  })
  afterAll(async () => {
    await browser?.stop()
    await parley?.stop()
  })

  async function open(path: string): Promise<Page> {
    const page = await browser.open(`${parley.httpUrl}/console${path}`)
    const name = page.getByLabel('User name')
    await name.or(page.locator('.designer, table')).first().waitFor()
    if (await name.isVisible()) {
      await name.fill('admin')
      await page.getByLabel('Password').fill(parley.credentials.passwords.admin ?? '')
      await page.getByRole('button', { name: 'Sign in' }).click()
    }
    await page.locator('.designer-bar, table').first().waitFor()
    return page
  }

  /** An empty flow, open. */
  async function openNew(Name: string, Content = EMPTY): Promise<Page> {
    const { ContactFlowId } = await connect.send(
      new CreateContactFlowCommand({
        InstanceId,
        Name,
        Content,
        Type: 'CONTACT_FLOW',
        Status: 'SAVED',
      }),
    )
    return open(`/flows/${ContactFlowId}`)
  }

  const block = (page: Page, name: string) =>
    page.locator('.react-flow__node').filter({ has: page.getByText(name, { exact: true }) })

  async function add(page: Page, title: string): Promise<void> {
    await page
      .getByRole('navigation', { name: 'Blocks' })
      .getByRole('button', { name: title, exact: true })
      .click()
  }

  async function choose(page: Page, label: string, option: string): Promise<void> {
    const panel = page.locator('.designer-panel')
    await panel
      .getByRole('button', { name: new RegExp(`^${label}`) })
      .first()
      .click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }

  async function name(page: Page, given: string): Promise<void> {
    const field = page.getByRole('textbox', { name: 'Name of the block' })
    await field.fill(given)
    await field.press('Enter')
    await block(page, given).waitFor()
  }

  test('an administrator draws a greeting, a menu and two queues, publishes it, and a call goes through it', async () => {
    const page = await open('/flows')
    await page.getByRole('button', { name: 'Create flow' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Two teams')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.locator('.designer-canvas').waitFor()

    await add(page, 'Play prompt')
    await page.getByRole('textbox', { name: 'Text' }).fill('Good morning.')
    await name(page, 'Greeting')
    await add(page, 'Get customer input')
    await page.getByRole('textbox', { name: 'Text' }).fill('Press 1 for sales, or 2 for support.')
    await page.getByRole('button', { name: 'Add condition' }).click()
    await name(page, 'Menu')
    for (const team of ['Sales', 'Support']) {
      await add(page, 'Set working queue')
      await choose(page, 'Queue id', team)
      await name(page, `To ${team}`)
    }
    await add(page, 'Transfer to queue')
    await name(page, 'Enqueue')
    await add(page, 'Disconnect')
    await name(page, 'Bye')

    await block(page, 'Greeting').click({ position: { x: 60, y: 14 }, force: true })
    await page.keyboard.press('Control+a')
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Arrange all' }).click()
    const ways: readonly (readonly [string, string, string])[] = [
      ['Greeting', 'Next', 'Menu'],
      ['Greeting', 'Error', 'Menu'],
      ['Menu', '1', 'To Sales'],
      ['Menu', '2', 'To Support'],
      ['Menu', 'Error', 'Bye'],
      ['Menu', 'Nothing entered', 'Bye'],
      ['Menu', 'Otherwise', 'Bye'],
      ['To Sales', 'Next', 'Enqueue'],
      ['To Sales', 'Error', 'Bye'],
      ['To Support', 'Next', 'Enqueue'],
      ['To Support', 'Error', 'Bye'],
      ['Enqueue', 'Queue is full', 'Bye'],
      ['Enqueue', 'Error', 'Bye'],
    ]
    for (const [from, way, to] of ways) {
      await find(page, from)
      const shows = page.getByRole('textbox', { name: 'Name of the block' })
      await until(`${from} is chosen`, async () => (await shows.inputValue()) === from)
      const ofWay = page
        .locator('.designer-panel')
        .getByRole('button', { name: new RegExp(`^${way} Nowhere`) })
      if ((await ofWay.count()) > 0) await choose(page, `${way} Nowhere`, to)
    }
    await page.getByRole('button', { name: 'Publish' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'What is new in it' }).fill('The first one')
    await dialog.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Published: the next contact takes it.').waitFor()

    const flowId = page.url().split('/').at(-1) ?? ''
    const numbers = await connect.send(new ListPhoneNumbersV2Command({}))
    const number = numbers.ListPhoneNumbersSummaryList?.[0]
    await connect.send(
      new AssociatePhoneNumberContactFlowCommand({
        InstanceId,
        PhoneNumberId: number?.PhoneNumberId,
        ContactFlowId: flowId,
      }),
    )
    const phone = await browser.open(`${parley.httpUrl}/phone`)
    await phone.getByRole('button', { name: 'Call', exact: true }).click()
    await phone.getByRole('button', { name: 'Digit 1' }).waitFor()

    await page.bringToFront()
    await page.getByText('Last 24 hours').click()
    await page.getByRole('button', { name: /^Follow / }).click()
    await page.getByText('is in this flow now').waitFor()
    await page.locator('.designer-here').filter({ hasText: 'Menu' }).waitFor()
    await phone.bringToFront()
    await phone.getByRole('button', { name: 'Digit 1' }).click()
    await page.bringToFront()
    await page.locator('.designer-lit').filter({ hasText: 'To Sales' }).waitFor()
    expect(await page.locator('.designer-lit').filter({ hasText: 'To Support' }).count()).toBe(0)
    await until(
      'the branch has its count',
      async () => {
        return (await page.locator('.react-flow__edge-text').allTextContents()).includes('1')
      },
      15_000,
    )
    const cookie = await signIn(parley, 'admin')
    const traffic = await fetch(`${parley.httpUrl}/api/flows/${flowId}/traffic`, {
      headers: { cookie },
    })
    expect(await traffic.json()).toMatchObject({ contacts: 1, blocks: { Menu: { 'Equals 1': 1 } } })

    // A change, and the picture of it.
    await find(page, 'Greeting')
    await page.getByRole('textbox', { name: 'Text' }).fill('Good evening.')
    await page.getByRole('button', { name: 'Versions' }).click()
    await page.getByText('The first one').waitFor()
    await page.getByRole('button', { name: 'Compare with the canvas: Version 1' }).click()
    await page.getByText('Changed: 1').waitFor()
    await page
      .locator('.designer-changes .designer-changed')
      .filter({ hasText: 'Greeting' })
      .waitFor()
  }, 90_000)

  async function find(page: Page, name: string): Promise<void> {
    await page.keyboard.press('Control+f')
    const field = page.getByRole('searchbox', { name: 'Find a block' })
    await field.fill(name)
    await page
      .locator('.designer-panel')
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .first()
      .click()
  }

  test('the keyboard alone adds, names, moves, copies, deletes and takes back', async () => {
    const page = await openNew('By keyboard')
    await page.keyboard.press('/')
    await page.keyboard.type('prompt')
    await page.keyboard.press('Enter')
    await block(page, 'Play prompt').waitFor()
    await page.keyboard.press('Control+a')
    const node = block(page, 'Play prompt')
    await node.focus()
    await page.keyboard.press('Enter')
    const before = await node.boundingBox()
    await page.keyboard.press('ArrowRight')
    await until('it has moved', async () => ((await node.boundingBox())?.x ?? 0) > (before?.x ?? 0))
    await page.keyboard.press('Control+c')
    await page.keyboard.press('Control+v')
    await block(page, 'Play prompt 2').waitFor()
    await block(page, 'Play prompt 2').focus()
    await page.keyboard.press('Delete')
    await until('it is gone', async () => (await block(page, 'Play prompt 2').count()) === 0)
    await page.locator('.designer-canvas').focus()
    await page.keyboard.press('Control+z')
    await block(page, 'Play prompt 2').waitFor()
    await page.keyboard.press('Control+Shift+Z')
    await until('it is gone again', async () => (await block(page, 'Play prompt 2').count()) === 0)
    await page.keyboard.press('Control+s')
    await page.getByText('Saved as a draft.').waitFor()
  })

  test('a flow with unsaved changes is not left by Back without asking', async () => {
    const page = await open('/flows')
    await page.getByRole('link', { name: 'Sample chat flow' }).click()
    await page.locator('.designer-bar').waitFor()
    await add(page, 'Disconnect')
    await page.getByText('Unsaved changes').first().waitFor()
    const asked = page.waitForEvent('dialog')
    const going = page.evaluate(() => history.back())
    await (await asked).dismiss()
    await going
    await block(page, 'Disconnect').first().waitFor()
    await until('the address is the flow', () => /flows\/[\w-]+/.test(page.url()))
  })

  test('blocks are copied from one page into another', async () => {
    const from = await openNew('From here')
    await add(from, 'Play prompt')
    await from.getByRole('textbox', { name: 'Text' }).fill('Copied words')
    await block(from, 'Play prompt').focus()
    await from.keyboard.press('Control+c')
    const to = await openNew('To there')
    await to.bringToFront()
    await to.locator('.designer-canvas').focus()
    await to.keyboard.press('Control+v')
    await to.getByText('Copied words').first().waitFor()
  })

  test('what is wrong is told while it is drawn, and leads to its block', async () => {
    const page = await openNew('Broken')
    await add(page, 'Get customer input')
    await page.locator('.designer-badge.designer-bad').waitFor()
    await page.getByRole('tab', { name: /^Findings/ }).click()
    await page.getByText('needs a NoMatchingCondition branch').first().waitFor()
    await page.getByRole('button', { name: 'Publish' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('A flow with errors cannot be published.').waitFor()
    expect(await dialog.getByRole('button', { name: 'Publish' }).isDisabled()).toBe(true)
  })

  test('an export of the old designer is dropped on the canvas and can be played there', async () => {
    const page = await openNew('Dropped')
    const legacy = JSON.stringify({
      modules: [
        {
          id: 'a',
          type: 'PlayPrompt',
          branches: [{ condition: 'Success', transition: 'b' }],
          parameters: [{ name: 'Text', value: 'Words of old', namespace: null }],
          metadata: { position: { x: 300, y: 40 } },
        },
        {
          id: 'b',
          type: 'Disconnect',
          branches: [],
          parameters: [],
          metadata: { position: { x: 600, y: 40 } },
        },
      ],
      version: '1',
      type: 'contactFlow',
      start: 'a',
      metadata: { entryPointPosition: { x: 20, y: 40 }, name: 'old' },
    })
    const dataTransfer = await page.evaluateHandle(text => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], 'old.json', { type: 'application/json' }))
      return transfer
    }, legacy)
    await page.dispatchEvent('.react-flow', 'drop', { dataTransfer })
    await page.getByText('has been converted').waitFor()
    await page.getByText('Words of old').first().waitFor()
    await page.getByRole('button', { name: 'Run it here' }).click()
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.locator('.designer-play-lines').getByText('Words of old').waitFor()
    await page.locator('.designer-here').waitFor()
    await page.getByRole('button', { name: 'Until something happens' }).click()
    await page.getByText('The contact has ended.').waitFor()
    expect(await page.locator('.designer-lit').count()).toBe(2)
  })

  test('nothing keeps people with other means from the lists and the designer', async () => {
    const flows = await open('/flows')
    expect(await seriousFindings(flows)).toEqual([])
    const modules = await open('/flow-modules')
    expect(await seriousFindings(modules)).toEqual([])
    const { ContactFlowSummaryList = [] } = await connect.send(
      new ListContactFlowsCommand({ InstanceId }),
    )
    const sample = ContactFlowSummaryList.find(each => each.Name === 'Sample inbound flow')
    const page = await open(`/flows/${sample?.Id}`)
    await page
      .locator('.designer-block')
      .first()
      .click({ position: { x: 40, y: 12 } })
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Run it here' }).click()
    expect(await seriousFindings(page)).toEqual([])
  })
})
