// The supervisor's pages in a real browser, against the whole product: a call is watched, listened to,
// ended, found again and understood.
import { setTimeout as pause } from 'node:timers/promises'
import { ListContactFlowsCommand, StartTaskContactCommand } from '@aws-sdk/client-connect'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seriousFindings } from '../support/accessibility.ts'
import { type AgentPage, openAgent } from '../support/agent-page.ts'
import { type Browser, startBrowser } from '../support/browser.ts'
import { connectClient } from '../support/connect-client.ts'
import { type Parley, startParley } from '../support/parley.ts'
import { lacks } from '../support/peer.ts'

describe.skipIf(lacks('chromium'))("the supervisor's pages", () => {
  let parley: Parley
  let browsers: Browser[] = []
  let agent: AgentPage
  let customer: Page
  let page: Page

  beforeAll(async () => {
    parley = await startParley()
    browsers = await Promise.all([1300, 900, 600].map(toneHz => startBrowser({ toneHz })))
    const [ofAgent, ofCustomer, ofSupervisor] = browsers as [Browser, Browser, Browser]
    agent = await openAgent(ofAgent, parley)
    await agent.goAvailable()
    customer = await ofCustomer.open(`${parley.httpUrl}/phone`)
    page = await ofSupervisor.open(`${parley.httpUrl}/console/real-time`)
    await page.getByLabel('User name').fill('supervisor')
    await page.getByLabel('Password').fill(parley.credentials.passwords.supervisor ?? '')
    await press('Sign in')
    await row('BasicQueue').waitFor()
  }, 120_000)

  afterAll(async () => {
    await Promise.all(browsers.map(each => each.stop()))
    await parley?.stop()
  })

  const press = (name: string | RegExp) =>
    page
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first()
      .click()
  const open = (path: string) => page.goto(`${parley.httpUrl}/console${path}`)
  const row = (name: string): Locator => page.getByRole('row').filter({ hasText: name })

  /** In the table of queues, by the column's header. */
  async function figure(column: string): Promise<string> {
    const headers = await page.getByRole('columnheader').allInnerTexts()
    const at = headers.findIndex(each => each.trim() === column)
    return (await row('BasicQueue').getByRole('cell').nth(at).innerText()).trim()
  }

  async function sees(column: string, value: string): Promise<void> {
    await expect.poll(() => figure(column), { timeout: 10_000 }).toBe(value)
  }

  test('a call that comes in moves the numbers, and again when it is answered', async () => {
    await sees('In queue', '0')
    await sees('Available', '1')
    await customer.getByRole('button', { name: 'Call', exact: true }).click()
    await pause(1500)
    await customer.getByRole('button', { name: 'Digit 1', exact: true }).click()
    await sees('In queue', '1')
    await agent.accept()
    await agent.connected()
    await sees('In queue', '0')
    await sees('On contact', '1')
    expect(await seriousFindings(page)).toEqual([])
  })

  test('from the queue to its routing profiles to their agents, and into the call', async () => {
    await press(/^BasicQueue: /)
    await press(/^Basic Routing Profile: /)
    await row('agent1').getByText('Voice: Connected (BasicQueue)').waitFor()
    await press(/^agent1: /)
    const panel = page.getByRole('region', { name: 'agent1' })
    await panel.getByText('Voice: Connected (BasicQueue)').waitFor()
    expect(await seriousFindings(page)).toEqual([])

    const phone = await page.context().newPage()
    await phone.goto(`${parley.httpUrl}/agent`)
    await phone.getByText('Audio ready').waitFor({ timeout: 30_000 })
    await press('Listen')
    await panel.getByText(/You are being connected/).waitFor()
    await phone.close()
    await page.goBack()
    await page.goBack()
    await page.getByRole('columnheader', { name: 'Online' }).waitFor()
  })

  test("the call's page follows it: attributes are changed, the supervisor ends it", async () => {
    await open('/contacts')
    await row('In progress').filter({ hasText: 'Inbound' }).getByRole('link').first().click()
    await page.getByText('Connected to agent1').waitFor()
    await press('Edit')
    await press('Add an attribute')
    await page.getByLabel('Name').last().fill('reason')
    await page.getByLabel('Value').last().fill('refund')
    await press('Save')
    await page.getByText('refund').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await pause(2_000)
    await press('End contact')
    await page.getByRole('dialog').getByRole('button', { name: 'End contact' }).click()
    await page.getByText('Customer disconnected').waitFor()
    await agent.clear()
  })

  test('why the call went to this agent can be read', async () => {
    await page.getByRole('tab', { name: 'Why this agent' }).click()
    await page.getByText('Offered to agent1 (BasicQueue)').waitFor()
    await page.getByText('Nobody else could have it.').waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })

  test('the finished call is found by what was noted of it, and its recording plays', async () => {
    await open('/contacts?state=over&attribute=reason%3Drefund')
    await page.getByRole('link').filter({ hasText: /\d:\d/ }).first().click()
    await page.getByRole('tab', { name: 'Recording' }).click()
    const position = page.getByRole('slider', { name: 'Position' })
    await position.waitFor({ timeout: 30_000 })
    await press('Play')
    await expect
      .poll(async () => Number(await position.getAttribute('aria-valuenow')), { timeout: 10_000 })
      .toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Agent', exact: true }).click()
    await position.press('Home')
    expect(await seriousFindings(page)).toEqual([])
  })

  test('an agent gets another status, which the agent sees', async () => {
    await open('/real-time/agents')
    await press(/^agent1: /)
    await page
      .getByRole('region', { name: 'agent1' })
      .getByRole('button', { name: /^Change status/ })
      .click()
    await page.getByRole('option', { name: 'Offline' }).click()
    await press('Set')
    await row('agent1').getByText('Offline').waitFor()
    await agent.sees('You are offline')
  })

  test('a task nobody takes waits in the queue, and is ended from there, with the keyboard alone', async () => {
    const client = connectClient(parley)
    const InstanceId = parley.credentials.instanceId
    const { ContactFlowSummaryList = [] } = await client.send(
      new ListContactFlowsCommand({ InstanceId, ContactFlowTypes: ['CONTACT_FLOW'] }),
    )
    const flow = ContactFlowSummaryList.find(({ Name }) => Name === 'Sample chat flow')
    await client.send(
      new StartTaskContactCommand({ InstanceId, ContactFlowId: flow?.Id ?? '', Name: 'Refund' }),
    )
    await open('/real-time')
    await sees('In queue', '1')
    await page.getByRole('button', { name: /^1: Who waits/ }).focus()
    await page.keyboard.press('Enter')
    const panel = page.getByRole('region', { name: /^Who waits/ })
    await panel.getByRole('link', { name: 'Task' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /Task.*Refund/ }).waitFor()
    await page.getByRole('button', { name: 'End contact' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'End contact' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('a report is saved, shared by its address, and opened again', async () => {
    await open('/reports?by=QUEUE&interval=HOUR')
    await row('BasicQueue').first().waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await press('Save')
    await page.getByRole('dialog').getByLabel('Name').fill('By the hour')
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('By the hour is saved.').waitFor()
    await open('/reports')
    await press('Saved reports')
    await page.getByRole('link', { name: 'By the hour' }).click()
    await expect.poll(() => page.url()).toContain('interval=HOUR')
  })

  test('a wallboard is seen by its link without signing in, until the link is ended', async () => {
    await open('/wallboards')
    await press('New wallboard')
    await page.getByRole('dialog').getByLabel('Name').fill('Hall')
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
    await press('Make a link')
    const link = page.locator('input[readonly]')
    await link.waitFor()
    expect(await seriousFindings(page)).toEqual([])
    const [ofAgent] = browsers as [Browser]
    await ofAgent.context.clearCookies()
    const wall = await ofAgent.open(await link.inputValue())
    await wall.getByRole('heading', { name: 'Hall' }).waitFor()
    await wall.getByRole('heading', { name: 'BasicQueue' }).waitFor()
    await wall.getByText('Service level').waitFor()
    expect(await seriousFindings(wall)).toEqual([])
    await press('End the link')
    await wall.getByText('This link does not hold any more.').waitFor()
  })
})
