// The agent's workspace in a real browser, against the whole product: chats, tasks and calls together.
import { readFileSync } from 'node:fs'
import {
  AssociateQueueQuickConnectsCommand,
  type ConnectClient,
  CreateContactFlowCommand,
  CreateQuickConnectCommand,
  ListContactFlowsCommand,
  ListQueuesCommand,
  ListRoutingProfilesCommand,
  ListUsersCommand,
  type MonitorCapability,
  MonitorContactCommand,
  StartChatContactCommand,
  StartTaskContactCommand,
  UpdateRoutingProfileConcurrencyCommand,
} from '@aws-sdk/client-connect'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src/core/json.ts'
import { seriousFindings } from '../support/accessibility.ts'
import { AgentStream } from '../support/agent-stream.ts'
import { type Browser, startBrowser } from '../support/browser.ts'
import { ChatCustomer } from '../support/chat-customer.ts'
import { connectClient } from '../support/connect-client.ts'
import { action, hangUp } from '../support/flow-actions.ts'
import { type Parley, startParley } from '../support/parley.ts'
import { lacks } from '../support/peer.ts'
import { until } from '../support/until.ts'

const SCRIPT = '<img src=x onerror="globalThis.hit = 1"><script>globalThis.hit = 2</script>'

describe.skipIf(lacks('chromium'))("the agent's workspace", () => {
  let parley: Parley
  let browser: Browser
  let connect: ConnectClient
  let InstanceId: string
  let ContactFlowId: string

  beforeAll(async () => {
    parley = await startParley()
    browser = await startBrowser({ toneHz: 440 })
    connect = connectClient(parley)
    InstanceId = parley.credentials.instanceId
    const flows = await connect.send(
      new ListContactFlowsCommand({ InstanceId, ContactFlowTypes: ['CONTACT_FLOW'] }),
    )
    const flow = flows.ContactFlowSummaryList?.find(({ Name }) => Name === 'Sample chat flow')
    ContactFlowId = flow?.Id ?? ''
    await allowAllTogether()
  }, 120_000)
  afterEach(async () => {
    for (const page of browser.context.pages().slice(1)) await page.close()
  })
  afterAll(async () => {
    await browser?.stop()
    await parley?.stop()
  })

  /** Two chats and two tasks beside a call. */
  async function allowAllTogether(): Promise<void> {
    const profiles = await connect.send(new ListRoutingProfilesCommand({ InstanceId }))
    const MediaConcurrencies = [
      { Channel: 'VOICE' as const, Concurrency: 1 },
      { Channel: 'CHAT' as const, Concurrency: 2 },
      { Channel: 'TASK' as const, Concurrency: 2 },
    ].map(each => ({
      ...each,
      CrossChannelBehavior: { BehaviorType: 'ROUTE_ANY_CHANNEL' as const },
    }))
    const RoutingProfileId = profiles.RoutingProfileSummaryList?.[0]?.Id
    await connect.send(
      new UpdateRoutingProfileConcurrencyCommand({
        InstanceId,
        RoutingProfileId,
        MediaConcurrencies,
      }),
    )
  }

  async function signedIn(path = '/agent'): Promise<Page> {
    const page = await browser.open(`${parley.httpUrl}${path}`)
    const name = page.getByLabel('User name')
    const status = page.getByRole('region', { name: 'Softphone' })
    await name.or(status).first().waitFor()
    if (await name.isVisible()) {
      await name.fill('agent1')
      await page.getByLabel('Password').fill(parley.credentials.passwords.agent1 ?? '')
      await page.getByRole('button', { name: 'Sign in' }).click()
    }
    await status.waitFor()
    const available = page.getByRole('button', { name: 'Go available' })
    await available.or(page.getByText('Ready for calls')).first().waitFor()
    if (await available.isVisible()) await available.click()
    await page.getByText('Ready for calls').waitFor()
    return page
  }

  async function startChat(DisplayName: string): Promise<ChatCustomer> {
    const { ContactId = '', ParticipantToken = '' } = await connect.send(
      new StartChatContactCommand({
        InstanceId,
        ContactFlowId,
        ParticipantDetails: { DisplayName },
        Attributes: { order: '42' },
        SupportedMessagingContentTypes: ['text/plain', 'text/markdown'],
      }),
    )
    return ChatCustomer.connect(parley, ContactId, ParticipantToken)
  }

  async function createFlow(Name: string, ...Actions: readonly JsonObject[]): Promise<string> {
    const Content = { Version: '2019-10-30', StartAction: Actions[0]?.Identifier, Actions }
    const flow = await connect.send(
      new CreateContactFlowCommand({
        InstanceId,
        Name,
        Type: 'CONTACT_FLOW',
        Content: JSON.stringify(Content),
      }),
    )
    return flow.ContactFlowId ?? ''
  }

  /** A flow into the queue whose agent is guided: a form, and then words with what was filled in. */
  async function createGuidedFlow(): Promise<string> {
    const queues = await connect.send(
      new ListQueuesCommand({ InstanceId, QueueTypes: ['STANDARD'] }),
    )
    const queue = queues.QueueSummaryList?.find(each => each.Name === 'BasicQueue')
    const field = { Name: 'reason', Label: 'Why they call', Type: 'text-input', Required: true }
    const ViewData = { Heading: 'Ask for the reason', Sections: [field], Next: { Label: 'Go on' } }
    const toEnd = { NoMatchingError: 'Bye', NoMatchingCondition: 'Bye', TimeLimitExceeded: 'Bye' }
    const DefaultAgentUI = await createFlow(
      'Guide of agents',
      action(
        'Ask',
        'ShowView',
        { ViewResource: { Id: 'form' }, InvocationTimeLimitSeconds: '900', ViewData },
        { equals: { Next: 'Thank' }, errors: toEnd },
      ),
      action(
        'Thank',
        'MessageParticipant',
        { Text: 'Now solve: $.Views.ViewResultData.FormData.reason' },
        { next: 'Bye', errors: { NoMatchingError: 'Bye' } },
      ),
      hangUp,
    )
    return createFlow(
      'Guided',
      action(
        'Hook',
        'UpdateContactEventHooks',
        { EventHooks: { DefaultAgentUI } },
        { next: 'Choose', errors: { NoMatchingError: 'Choose' } },
      ),
      action(
        'Choose',
        'UpdateContactTargetQueue',
        { QueueId: queue?.Arn ?? '' },
        { next: 'To queue', errors: { NoMatchingError: 'Bye' } },
      ),
      action(
        'To queue',
        'TransferContactToQueue',
        {},
        { next: 'Bye', errors: { NoMatchingError: 'Bye', QueueAtCapacity: 'Bye' } },
      ),
      hangUp,
    )
  }

  test('a guide shows its form beside the contact, takes what is filled in, and goes on', async () => {
    const ofGuide = await createGuidedFlow()
    const page = await signedIn()
    await connect.send(
      new StartTaskContactCommand({ InstanceId, ContactFlowId: ofGuide, Name: 'Guided task' }),
    )
    await press(page, 'Accept Guided task')
    await page.getByRole('heading', { name: 'Ask for the reason' }).waitFor()
    await press(page, 'Go on')
    await page.getByText('Fill this in.').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByLabel('Why they call *').fill('A lost parcel')
    await press(page, 'Go on')
    await page.getByText('Now solve: A lost parcel').waitFor()
    await page.getByText('The guide is at its end.').waitFor()
    await press(page, 'Complete')
    await press(page, 'Clear contact')
    await page.getByText('Ready for calls').waitFor()
  })

  async function startTask(Name: string): Promise<void> {
    await connect.send(
      new StartTaskContactCommand({
        InstanceId,
        ContactFlowId,
        Name,
        Description: 'To Mr Brown.\nToday.',
        References: {
          order: { Type: 'URL', Value: 'https://shop.example/42' },
          trap: { Type: 'URL', Value: 'javascript:globalThis.hit = 3' },
        },
      }),
    )
  }

  test('a chat from the offer to the end: both write and type, what is read shows, a reload comes back to it', async () => {
    const page = await signedIn()
    const customer = await startChat(`Cleo ${SCRIPT}`)
    await page.getByText('Incoming chat').waitFor()
    await page.getByText('42', { exact: true }).waitFor()
    expect(await page.title()).toMatch(/^\(1\)/)
    expect(await seriousFindings(page)).toEqual([])
    await press(page, 'Accept')
    const field = page.getByRole('textbox', { name: 'Write a message' })
    await field.waitFor()

    await customer.say(`My order is late ${SCRIPT}`)
    await page.getByText('My order is late').waitFor()
    await customer.says('typing')
    await page.getByText(/is typing/).waitFor()
    await customer.say('**Really** [here](javascript:globalThis.hit=4)', 'text/markdown')
    await page.locator('strong', { hasText: 'Really' }).waitFor()
    expect(await page.getByRole('link', { name: 'here' }).count()).toBe(0)

    await field.fill('I will look')
    await field.press('Shift+Enter')
    await field.pressSequentially('at once.')
    await field.press('Enter')
    await customer.hears('I will look\nat once.')
    await customer.reads('I will look\nat once.')
    await page.getByText('Read', { exact: true }).waitFor()
    await press(page, 'Quick replies')
    await page.getByRole('menuitem', { name: 'One moment' }).click()
    await field.press('Enter')
    await customer.hears('One moment, please. I am looking into it.')
    const chooser = page.waitForEvent('filechooser')
    await press(page, 'Attach a file')
    const file = { name: 'order.txt', mimeType: 'text/plain', buffer: Buffer.from('order 42') }
    await (await chooser).setFiles(file)
    await page.getByRole('button', { name: 'Download order.txt' }).waitFor()
    const download = page.waitForEvent('download')
    await press(page, 'Download order.txt')
    expect(readFileSync(await (await download).path(), 'utf8')).toBe('order 42')
    expect(await seriousFindings(page)).toEqual([])

    await field.fill('a draft')
    await page.reload()
    await page.getByText('My order is late').waitFor()
    await expect.poll(() => field.inputValue()).toBe('a draft')
    expect(await page.getByText('One moment, please.').count()).toBe(1)

    await press(page, 'End chat')
    await page.getByText('After contact work').first().waitFor()
    await customer.hears(undefined, 'chat.ended')
    await page.reload()
    await page.getByText('My order is late').waitFor()
    await press(page, 'Clear contact')
    await page.getByText('No contact', { exact: true }).waitFor()
    expect(await page.evaluate(() => (globalThis as { hit?: number }).hit)).toBeUndefined()
  })

  test('a supervisor looks on unseen, takes part, only looks on again and leaves', async () => {
    const agent = await AgentStream.open(parley, 'agent1')
    const { statuses } = await until('the page is told', () => agent.snapshot)
    const statusId = statuses.find(({ type }) => type === 'ROUTABLE')?.statusId
    await agent.ask({ method: 'setStatus', statusId })
    const customer = await startChat('Cleo')
    const contactId = await until('it is offered', () => agent.snapshot?.contacts[0]?.contactId)
    await agent.ask({ method: 'accept', contactId })

    await browser.context.clearCookies()
    const page = await browser.open(`${parley.httpUrl}/agent`)
    await page.getByLabel('User name').fill('supervisor')
    await page.getByLabel('Password').fill(parley.credentials.passwords.supervisor ?? '')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('No contact', { exact: true }).waitFor()
    const { UserSummaryList = [] } = await connect.send(new ListUsersCommand({ InstanceId }))
    const UserId = UserSummaryList.find(({ Username }) => Username === 'supervisor')?.Id
    const AllowedMonitorCapabilities: MonitorCapability[] = ['SILENT_MONITOR', 'BARGE']
    await connect.send(
      new MonitorContactCommand({
        InstanceId,
        ContactId: contactId,
        UserId,
        AllowedMonitorCapabilities,
      }),
    )
    await page.getByText('Nobody sees that you look on.').waitFor()
    await customer.say('Is anybody there?')
    await page.getByText('Is anybody there?').waitFor()
    const field = page.getByRole('textbox', { name: 'Write a message' })
    expect(await field.count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Transfer' }).count()).toBe(0)
    expect(await seriousFindings(page)).toEqual([])

    await press(page, 'Take part')
    await field.fill('I can help.')
    await field.press('Enter')
    await customer.hears('I can help.')
    await page.keyboard.press('Alt+Shift+L')
    await field.waitFor({ state: 'detached' })
    await press(page, 'Leave')
    await page.getByText('No contact', { exact: true }).waitFor()

    await customer.say('Thank you')
    await agent.ask({ method: 'hangUp', contactId })
    await agent.ask({ method: 'clear', contactId })
    agent.close()
    await browser.context.clearCookies()
  })

  test('a call, two chats and a task at a time, each with its own state', async () => {
    const page = await signedIn()
    const phone = await browser.open(`${parley.httpUrl}/phone`)
    await phone.getByRole('button', { name: 'Call' }).click()
    await phone.getByRole('button', { name: 'Digit 1' }).click()
    await page.getByRole('heading', { name: 'Browser phone' }).first().waitFor({ timeout: 30_000 })
    await page.keyboard.press('Alt+Shift+A')
    await page.getByRole('button', { name: 'End call' }).waitFor()

    const cleo = await startChat('Cleo')
    await press(page, 'Accept Cleo')
    const dora = await startChat('Dora')
    await press(page, 'Accept Dora')
    await startTask('Send a letter')
    await press(page, 'Accept Send a letter')
    await page.getByText('To Mr Brown.').waitFor()
    await page.getByRole('link', { name: 'https://shop.example/42' }).waitFor()
    expect(await page.getByRole('link', { name: /javascript/ }).count()).toBe(0)
    expect(await seriousFindings(page)).toEqual([])

    await cleo.say('Hello?')
    await cleo.say('Anybody there?')
    await page.getByText('2 new messages').waitFor({ state: 'attached' })
    await row(page, 'Cleo').click()
    await page.getByText('Anybody there?').waitFor()
    await page.getByText('2 new messages').waitFor({ state: 'detached' })
    await dora.says('typing')
    await row(page, 'Dora').getByText('typing').waitFor()

    await row(page, 'Send a letter').click()
    await press(page, 'Put aside')
    await page.getByText('You have put this task aside.').waitFor()
    await press(page, 'Take up again')
    await press(page, 'Complete')
    await press(page, 'Clear contact')
    await row(page, 'Cleo').click()
    await press(page, 'End chat')
    await press(page, 'Clear contact')
    await dora.leave()
    await row(page, 'Dora').click()
    await press(page, 'Clear contact')
    await phone.getByRole('button', { name: 'Hang up' }).click()
    await page.getByText('After call work', { exact: true }).first().waitFor()
    await press(page, 'Clear contact')
    await page.getByText('Ready for calls').waitFor()
  })

  test('a chat that is transferred goes on with whoever gets it, and can be read until it is cleared', async () => {
    await quickConnect('Second level')
    const page = await signedIn()
    const customer = await startChat('Gina')
    await press(page, 'Accept Gina')
    await customer.say('I want to speak to an expert')
    await page.getByText('I want to speak to an expert').waitFor()
    await press(page, 'Transfer')
    await page.getByRole('searchbox').fill('second')
    await press(page, 'Transfer to Second level')
    await page.getByText('After contact work').first().waitFor()
    await page.getByText('I want to speak to an expert').waitFor()
    await press(page, 'Clear contact')
    await press(page, 'Accept Gina')
    await page.getByText('I want to speak to an expert').waitFor()
    await customer.say('Are you one?')
    await page.getByText('Are you one?').waitFor()
    await customer.leave()
    await page.getByText('After contact work').first().waitFor()
    await press(page, 'Clear contact')
  })

  /** Back to the queue that the agent serves. */
  async function quickConnect(Name: string): Promise<void> {
    const flows = await connect.send(
      new ListContactFlowsCommand({ InstanceId, ContactFlowTypes: ['QUEUE_TRANSFER'] }),
    )
    const queues = await connect.send(new ListQueuesCommand({ InstanceId }))
    const QueueId = queues.QueueSummaryList?.find(each => each.Name === 'BasicQueue')?.Id
    const { QuickConnectId } = await connect.send(
      new CreateQuickConnectCommand({
        InstanceId,
        Name,
        QuickConnectConfig: {
          QuickConnectType: 'QUEUE',
          QueueConfig: { QueueId, ContactFlowId: flows.ContactFlowSummaryList?.[0]?.Id },
        },
      }),
    )
    const QuickConnectIds = [QuickConnectId ?? '']
    await connect.send(
      new AssociateQueueQuickConnectsCommand({ InstanceId, QueueId, QuickConnectIds }),
    )
  }

  test('an agent without a microphone takes chats, also in the narrow page', async () => {
    const page = await signedInWithoutAudio()
    const customer = await startChat('Emil')
    await press(page, 'Accept Emil')
    const field = page.getByRole('textbox', { name: 'Write a message' })
    await field.fill('Hello Emil')
    await field.press('Enter')
    await customer.hears('Hello Emil')
    expect(await seriousFindings(page)).toEqual([])
    await press(page, 'End chat')
    await press(page, 'Clear contact')
  })

  async function signedInWithoutAudio(): Promise<Page> {
    await browser.context.addInitScript(() => {
      if (location.pathname !== '/ccp-v2/') return
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('none', 'NotFoundError'))
    })
    const page = await browser.open(`${parley.httpUrl}/ccp-v2/`)
    await page.setViewportSize({ width: 340, height: 600 })
    await page.getByText('No microphone was found.').waitFor()
    return page
  }

  test('what is written while the centre is away is sent when it is back, once', async () => {
    const page = await signedIn()
    const customer = await startChat('Fred')
    await press(page, 'Accept Fred')
    const field = page.getByRole('textbox', { name: 'Write a message' })
    await field.waitFor()
    await customer.say('before')
    await page.getByText('before', { exact: true }).waitFor()
    parley.kill('centre')
    await page.getByText('What you write is sent when it is back.').waitFor()
    await field.fill('meanwhile')
    await field.press('Enter')
    await page.getByText('Waiting for the connection').waitFor()
    await page
      .getByText('Waiting for the connection')
      .waitFor({ state: 'detached', timeout: 40_000 })
    await customer.hears('meanwhile')
    expect(await page.getByText('meanwhile', { exact: true }).count()).toBe(1)
    expect(await page.getByText('before', { exact: true }).count()).toBe(1)
  })
})

function row(page: Page, name: string) {
  return page.getByRole('navigation', { name: 'Contacts' }).getByRole('button', { name }).first()
}

/** The button in the list says whom it is about; the one in the pane does not. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click()
}
