// An administrator in a real browser, against the whole product: from nothing to a number that rings.
import {
  type ConnectClient,
  CreateContactFlowCommand,
  GetTaskTemplateCommand,
  ListQueuesCommand,
  ListTaskTemplatesCommand,
  SearchContactsCommand,
  SearchUsersCommand,
} from '@aws-sdk/client-connect'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { seriousFindings } from '../support/accessibility.ts'
import { AgentPage } from '../support/agent-page.ts'
import { type Browser, startBrowser } from '../support/browser.ts'
import { buildPages } from '../support/build-pages.ts'
import { calm } from '../support/calm.ts'
import { connectClient } from '../support/connect-client.ts'
import { type Parley, startParley } from '../support/parley.ts'
import { lacks } from '../support/peer.ts'
import { until } from '../support/until.ts'

const PAGES = [
  'hours',
  'routing-profiles',
  'users',
  'security-profiles',
  'security-profiles/compare',
  'phone-numbers',
  'sip-trunks',
  'hierarchy',
  'prompts',
  'data-tables',
  'task-templates',
  'views',
  'views/form?tab=preview',
  'widgets',
  'messaging/new',
  'account',
  'usage',
  'streams',
  'audit',
  'settings',
]
const PASSWORD = 'Ch4nge-me-now'
const NUMBER = '+15550142'

describe.skipIf(lacks('chromium'))('the administration', () => {
  let parley: Parley
  let browser: Browser
  let connect: ConnectClient
  let InstanceId: string

  beforeAll(async () => {
    await buildPages()
    parley = await startParley()
    browser = await startBrowser({ toneHz: 440 })
    connect = connectClient(parley)
    InstanceId = parley.credentials.instanceId
  }, 150_000)
  afterEach(async () => {
    for (const page of browser.context.pages().slice(1)) await page.close()
    await browser.context.clearCookies()
  })
  afterAll(async () => {
    await browser?.stop()
    await parley?.stop()
  })

  async function open(path: string, username = 'admin'): Promise<Page> {
    const page = await browser.open(`${parley.httpUrl}${path}`)
    page.setDefaultTimeout(30_000)
    await page.getByLabel('User name').fill(username)
    await page.getByLabel('Password').fill(parley.credentials.passwords[username] ?? PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    return page
  }

  const go = (page: Page, path: string) => page.goto(`${parley.httpUrl}/console/${path}`)
  const fill = (page: Page, label: string, text: string) =>
    page.getByRole('textbox', { name: label, exact: true }).fill(text)

  async function choose(page: Page, label: string, option: string): Promise<void> {
    await page.getByRole('button', { name: label }).first().click()
    await page.getByRole('option', { name: option }).first().click()
  }

  async function create(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('tab', { name: 'History' }).waitFor()
  }

  async function queueNamed(name: string): Promise<string> {
    const { QueueSummaryList } = await connect.send(new ListQueuesCommand({ InstanceId }))
    return QueueSummaryList?.find(each => each.Name === name)?.Id ?? ''
  }

  async function flowInto(queueId: string): Promise<void> {
    const next = (NextAction: string) => ({
      NextAction,
      Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'end' }],
    })
    const Content = JSON.stringify({
      Version: '2019-10-30',
      StartAction: 'queue',
      Actions: [
        {
          Identifier: 'queue',
          Type: 'UpdateContactTargetQueue',
          Parameters: { QueueId: queueId },
          Transitions: next('transfer'),
        },
        {
          Identifier: 'transfer',
          Type: 'TransferContactToQueue',
          Parameters: {},
          Transitions: {
            NextAction: 'end',
            Errors: [
              { ErrorType: 'QueueAtCapacity', NextAction: 'end' },
              { ErrorType: 'NoMatchingError', NextAction: 'end' },
            ],
          },
        },
        { Identifier: 'end', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
      ],
    })
    await connect.send(
      new CreateContactFlowCommand({
        InstanceId,
        Name: 'To the shop',
        Type: 'CONTACT_FLOW',
        Content,
      }),
    )
  }

  async function callFromPhone(): Promise<Page> {
    const phone = await browser.open(`${parley.httpUrl}/phone?number=${encodeURIComponent(NUMBER)}`)
    await phone.getByRole('button', { name: 'Call', exact: true }).click()
    return phone
  }

  test('builds hours, a queue, a profile, a user and a number from nothing, is called there, and closes it', async () => {
    const page = await open('/console/hours/new')
    await fill(page, 'Name', 'Always')
    for (const day of ['Saturday', 'Sunday']) {
      await page.getByRole('checkbox', { name: day }).check({ force: true })
    }
    await page.getByLabel('Monday: From').fill('00:00')
    await page.getByLabel('Monday: To').fill('00:00')
    await page.getByRole('button', { name: 'The same every day: Monday' }).click()
    await create(page)
    await page.getByRole('tab', { name: 'Other hours' }).click()
    await page.getByText('Open now').waitFor()

    await go(page, 'queues/new')
    await fill(page, 'Name', 'Shop')
    await choose(page, 'Hours of operation', 'Always')
    await create(page)

    await go(page, 'routing-profiles/new')
    await fill(page, 'Name', 'Shop team')
    await fill(page, 'Description', 'Serves the shop')
    await page.getByRole('button', { name: 'Add queue' }).click()
    await choose(page, 'Queue 1', 'Shop')
    await choose(page, 'Default outbound queue', 'Shop')
    await create(page)

    await go(page, 'users/new')
    await fill(page, 'User name', 'mila')
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await fill(page, 'First name', 'Mila')
    await fill(page, 'Last name', 'Berg')
    await choose(page, 'Routing profile', 'Shop team')
    await choose(page, 'Security profiles', 'Agent')
    await page.keyboard.press('Escape')
    await create(page)

    await flowInto(await queueNamed('Shop'))
    await go(page, 'phone-numbers/new')
    await fill(page, 'Phone number', NUMBER)
    await choose(page, 'Flow', 'To the shop')
    await create(page)

    await page.context().clearCookies()
    const agent = new AgentPage(await open('/ccp-v2/', 'mila'))
    await agent.goAvailable()
    const phone = await callFromPhone()
    await agent.accept()
    await agent.connected()
    await phone.close()

    await browser.context.clearCookies()
    const supervisor = await open('/console/operations', 'supervisor')
    await supervisor.getByRole('button', { name: `Change ${NUMBER}` }).click()
    await supervisor.getByText('Close it').click()
    await fill(supervisor, 'Message', 'The shop moves today.')
    await supervisor.getByRole('button', { name: 'Listen' }).click()
    await supervisor.locator('audio').waitFor()
    await supervisor.getByRole('button', { name: 'Save' }).click()
    await supervisor.getByText('the next caller is told').waitFor()
    const savedAt = Date.now()
    await supervisor.getByRole('cell', { name: 'The shop moves today.' }).first().waitFor()
    expect(await seriousFindings(supervisor)).toEqual([])
    await callFromPhone()
    await until(
      'the caller has heard it and is disconnected',
      async () => closedCall(savedAt),
      30_000,
    )
  }, 180_000)

  /** A call since then that no queue has seen. */
  async function closedCall(since: number): Promise<boolean> {
    const { Contacts } = await connect.send(
      new SearchContactsCommand({
        InstanceId,
        TimeRange: {
          Type: 'INITIATION_TIMESTAMP',
          StartTime: new Date(since - 1000),
          EndTime: new Date(Date.now() + 60_000),
        },
      }),
    )
    return (
      Contacts?.some(
        each =>
          each.DisconnectTimestamp !== undefined &&
          each.QueueInfo === undefined &&
          Number(each.InitiationTimestamp) >= since - 1000,
      ) === true
    )
  }

  test('users come from a CSV file; lines with mistakes say what is wrong', async () => {
    const page = await open('/console/users/import')
    await page
      .getByRole('textbox', { name: 'Choose a CSV file' })
      .fill(
        [
          'username,password,first name,last name,routing profile,security profiles',
          `uma,${PASSWORD},Uma,One,Basic Routing Profile,Agent`,
          `udo,${PASSWORD},Udo,Two,No such profile,Agent`,
          'ulf,weak,Ulf,Three,Basic Routing Profile,Agent',
        ].join('\n'),
      )
    await page.getByText('no Routing profile called No such profile').waitFor()
    await page.getByRole('button', { name: 'Create 2 users' }).click()
    await page.getByText('1 users have been created').waitFor()
    const { Users } = await connect.send(
      new SearchUsersCommand({
        InstanceId,
        SearchCriteria: {
          StringCondition: { FieldName: 'Username', Value: 'u', ComparisonType: 'STARTS_WITH' },
        },
      }),
    )
    expect(Users?.map(({ Username }) => Username)).toEqual(['uma'])
    expect(await seriousFindings(page)).toEqual([])
  })

  test('what is used says by what before it is deleted, and who changed what is in its history', async () => {
    const page = await open('/console/queues')
    await page.getByRole('link', { name: 'BasicQueue' }).click()
    await page.getByRole('textbox', { name: 'Description', exact: true }).fill('Where all begins')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').first().waitFor()
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByText('Where all begins').waitFor()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Basic Routing Profile').waitFor()
    await dialog.getByText('Sample inbound flow').waitFor()
    expect(await dialog.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true)
    expect(await seriousFindings(page)).toEqual([])
  })

  test('whoever has typed something is asked before it is left: by Back, by a link, and by closing', async () => {
    const page = await open('/console/queues')
    await page.getByRole('link', { name: 'BasicQueue' }).click()
    await fill(page, 'Description', 'Not saved yet')
    const asked: string[] = []
    let agrees = false
    page.on('dialog', dialog => {
      asked.push(dialog.type())
      void (agrees ? dialog.accept() : dialog.dismiss())
    })
    const stays = async () => {
      const field = page.getByRole('textbox', { name: 'Description', exact: true })
      expect(await field.inputValue()).toBe('Not saved yet')
      expect(page.url()).toMatch(/queues\/[\w-]+/)
    }

    await page.evaluate(() => history.back())
    await until('Back has asked', () => asked.length === 1)
    await until('the address is what is shown', () => /queues\/[\w-]+/.test(page.url()))
    await stays()
    await page.getByRole('link', { name: 'Users', exact: true }).click()
    await stays()
    // Another tab of the same page keeps what was typed, and asks nothing.
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByRole('tab', { name: 'Settings' }).click()
    await stays()
    await page.close({ runBeforeUnload: true })
    await until('closing has asked', () => asked.length === 3)
    await stays()
    expect(asked).toEqual(['confirm', 'confirm', 'beforeunload'])

    agrees = true
    await page.evaluate(() => history.back())
    await page.getByRole('link', { name: 'BasicQueue' }).waitFor()
    await page.evaluate(() => history.forward())
    await page.getByRole('tab', { name: 'History' }).waitFor()
    expect(asked).toHaveLength(4)
  })

  test('a task template is made of fields, and a chat widget of what it says and shows', async () => {
    const page = await open('/console/task-templates/new')
    await fill(page, 'Name', 'Refund')
    await choose(page, 'Flow', 'Sample chat flow')
    await page.getByRole('button', { name: 'Add field' }).click()
    await fill(page, 'Name 2', 'Reason')
    await choose(page, 'Type 2', 'One of several')
    await fill(page, 'What can be chosen, with commas between 2', 'Broken, Late delivery')
    expect(await seriousFindings(page)).toEqual([])
    await create(page)
    const { TaskTemplates } = await connect.send(new ListTaskTemplatesCommand({ InstanceId }))
    const template = await connect.send(
      new GetTaskTemplateCommand({ InstanceId, TaskTemplateId: TaskTemplates?.[0]?.Id }),
    )
    expect(template).toMatchObject({
      Name: 'Refund',
      Fields: [
        { Id: { Name: 'Subject' }, Type: 'NAME' },
        {
          Id: { Name: 'Reason' },
          Type: 'SINGLE_SELECT',
          SingleSelectOptions: ['Broken', 'Late delivery'],
        },
      ],
      Constraints: { RequiredFields: [{ Id: { Name: 'Subject' } }] },
    })

    await go(page, 'widgets/new')
    await fill(page, 'Name', 'Shop')
    await choose(page, 'Flow', 'Sample chat flow')
    const origins = page.getByRole('textbox', { name: /^Sites that may have it/ })
    await origins.fill('https://shop.example')
    await origins.press('Enter')
    await page.getByText('Chats begin only with a token').click()
    await fill(page, 'Title', 'Ask us')
    expect(await seriousFindings(page)).toEqual([])
    await create(page)
    await page.getByRole('tab', { name: 'For your pages' }).click()
    await page.getByText('connectwidget').waitFor()
    await page.getByText('The secret. It is not shown again').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    const id = new URL(page.url()).pathname.split('/').at(-1)
    const face = await fetch(`${parley.httpUrl}/connectwidget/api/${id}`, {
      headers: { origin: 'https://shop.example' },
    })
    expect(await face.json()).toMatchObject({ requiresToken: true, texts: { title: 'Ask us' } })
  })

  test('a status is made with the keyboard alone', async () => {
    const page = await open('/console/agent-statuses')
    const button = page.getByRole('button', { name: 'Create', exact: true })
    await button.waitFor()
    await button.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Name', exact: true }).focus()
    await page.keyboard.type('Coffee')
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'History' }).waitFor()
    await go(page, 'agent-statuses')
    await page.getByRole('link', { name: 'Coffee' }).waitFor()
  })

  test('no page keeps anybody out', async () => {
    const page = await open('/console/hours')
    const findings: Record<string, readonly string[]> = {}
    for (const path of PAGES) {
      await go(page, path)
      await calm(page)
      const found = await seriousFindings(page)
      if (found.length > 0) findings[path] = found
    }
    expect(findings).toEqual({})
  }, 120_000)
})
