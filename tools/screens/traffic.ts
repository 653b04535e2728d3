// A busy quarter of an hour of the demonstration: chats and calls that were handled, that go on, and that wait.
import {
  AssociatePhoneNumberContactFlowCommand,
  ListAgentStatusesCommand,
  ListPhoneNumbersV2Command,
  ListUsersCommand,
  PutUserStatusCommand,
  StartChatContactCommand,
  StartTaskContactCommand,
} from '@aws-sdk/client-connect'
import type { Page } from 'playwright-core'
import { AgentPage } from '../../test/support/agent-page.ts'
import type { Browser } from '../../test/support/browser.ts'
import { type ChatAgent, openChatAgent } from '../../test/support/chat-agent.ts'
import { ChatCustomer } from '../../test/support/chat-customer.ts'
import type { Configured } from './configure.ts'
import { DEMO_PASSWORD, type DemoCentre } from './demo-centre.ts'

interface Talk {
  readonly customer: string
  readonly team: string
  readonly lines: readonly (readonly [question: string, answer: string])[]
}

const CUSTOMERS = ['Kim', 'Alex', 'Robin', 'Sam', 'Noa', 'Luca', 'Mika', 'Toni', 'Kai', 'Jo']
const TALKS: readonly Omit<Talk, 'customer'>[] = [
  {
    team: 'Support',
    lines: [
      ['Where is my parcel?', 'It left Hamburg this morning.'],
      ['When will it be here?', 'Tomorrow before noon.'],
    ],
  },
  {
    team: 'Sales',
    lines: [
      ['What does a van for a day cost?', 'From 49 euros, with insurance.'],
      ['I take one for Friday.', 'Done. You get a mail in a minute.'],
    ],
  },
  {
    team: 'Billing',
    lines: [['I was billed twice in October.', 'I see it. You get 12.40 euros back.']],
  },
]
/** Whoever chats in this quarter of an hour, at once and without a page. */
const CHATTERS = [
  ['jonas', 'Sales'],
  ['yui', 'Support'],
] as const
const HANDLED_EACH = 5
/** Others, and what they do instead. */
const AWAY = [
  ['omar', 'Lunch'],
  ['nina', 'Training'],
  ['clara', 'Offline'],
] as const

const WAITING = ['Billing', 'Support', 'Support', 'Billing', 'Support']
/** Enough for a recording to look at. */
const RECORDED_MS = 6_000

interface Traffic {
  /** At the workspace, in a call and in a chat. */
  readonly agent: Page
  /** Of whoever is in the call. */
  readonly phone: Page
  /** Whoever chats without a page leaves. */
  stop(): void
}

export async function makeTraffic(
  centre: DemoCentre,
  configured: Configured,
  browsers: { readonly agent: Browser; readonly customer: Browser },
): Promise<Traffic> {
  await ringHere(centre, configured)
  // Before anybody else is there: what these are to answer is offered to them alone.
  const chatters = await Promise.all(
    CHATTERS.map(async ([username, team]) => {
      const chatter = await openChatAgent(centre.parley, username, DEMO_PASSWORD)
      for (let each = 0; each < HANDLED_EACH; each++) {
        await handled(centre, configured, chatter, each, team)
      }
      return chatter
    }),
  )
  // At once: whichever of them is asked, each has one in the end.
  await Promise.all(chatters.map((chatter, at) => goesOn(centre, configured, chatter, at)))
  await setAway(centre)
  const agent = await openWorkspace(centre, browsers.agent)
  const talk = async () => {
    await agent.accept()
    await agent.connected()
  }
  const ended = await call(centre, configured, browsers.customer, talk)
  await new Promise(resolve => setTimeout(resolve, RECORDED_MS))
  await agent.hangUp()
  await agent.clear()
  await ended.close()
  const phone = await call(centre, configured, browsers.customer, talk)
  await startChat(centre, configured, 'Ada', 'Sales', 'Do you deliver to islands?')
  await agent.page.getByRole('button', { name: /^Accept/ }).click()
  await agent.page.getByText('Do you deliver to islands?').first().waitFor()
  for (const [at, team] of WAITING.entries()) {
    await startChat(centre, configured, CUSTOMERS[at] ?? '', team, 'Is anybody there?')
  }
  await startTask(centre, configured, 'Call Kim back about the order')
  return {
    agent: agent.page,
    phone,
    stop() {
      for (const chatter of chatters) chatter.close()
    },
  }
}

async function ringHere(
  { connect, InstanceId }: DemoCentre,
  { flowId, number }: Configured,
): Promise<void> {
  const { ListPhoneNumbersSummaryList: all = [] } = await connect.send(
    new ListPhoneNumbersV2Command({}),
  )
  await connect.send(
    new AssociatePhoneNumberContactFlowCommand({
      InstanceId,
      PhoneNumberId: all.find(({ PhoneNumber }) => PhoneNumber === number)?.PhoneNumberId,
      ContactFlowId: flowId,
    }),
  )
}

async function openWorkspace({ parley }: DemoCentre, browser: Browser): Promise<AgentPage> {
  const page = await browser.open(`${parley.httpUrl}/agent`)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByLabel('User name').fill('mila')
  await page.getByLabel('Password').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const agent = new AgentPage(page)
  await page.getByRole('button', { name: 'Go available', exact: true }).click()
  return agent
}

/** A customer calls from the browser phone and asks for sales. */
async function call(
  { parley }: DemoCentre,
  { number }: Configured,
  browser: Browser,
  meanwhile: () => Promise<void>,
): Promise<Page> {
  const phone = await browser.open(`${parley.httpUrl}/phone?number=${encodeURIComponent(number)}`)
  await phone.getByRole('button', { name: 'Call', exact: true }).click()
  const one = phone.getByRole('button', { name: 'Digit 1', exact: true })
  await one.waitFor()
  await new Promise(resolve => setTimeout(resolve, 1500))
  await one.click()
  await meanwhile()
  return phone
}

async function startChat(
  { connect, InstanceId }: DemoCentre,
  { flowId }: Configured,
  DisplayName: string,
  team: string,
  Content: string,
) {
  return connect.send(
    new StartChatContactCommand({
      InstanceId,
      ContactFlowId: flowId,
      Attributes: { team, order: `PP-${4000 + DisplayName.length * 17}`, city: 'Hamburg' },
      ParticipantDetails: { DisplayName },
      InitialMessage: { ContentType: 'text/plain', Content },
    }),
  )
}

async function handled(
  centre: DemoCentre,
  configured: Configured,
  agent: ChatAgent,
  each: number,
  team: string,
): Promise<void> {
  const talk = TALKS.find(other => other.team === team) ?? TALKS[0]
  const [[first] = ['Hello?'], ...more] = talk?.lines ?? []
  const name = CUSTOMERS[each % CUSTOMERS.length] ?? ''
  const started = await startChat(centre, configured, name, team, first)
  const customer = await ChatCustomer.connect(
    centre.parley,
    started.ContactId ?? '',
    started.ParticipantToken ?? '',
  )
  await agent.accept()
  await agent.say(talk?.lines[0]?.[1] ?? '')
  for (const [question, answer] of more) {
    await customer.say(question)
    await agent.say(answer)
  }
  await customer.leave()
  await agent.clear()
}

async function goesOn(
  centre: DemoCentre,
  configured: Configured,
  agent: ChatAgent,
  at: number,
): Promise<void> {
  const [, team] = CHATTERS[at] ?? CHATTERS[0]
  await startChat(centre, configured, CUSTOMERS[at + 7] ?? '', team, 'Hello, a question.')
  await agent.accept()
  await agent.say('Hello, what can I do for you?')
}

async function setAway({ connect, InstanceId }: DemoCentre): Promise<void> {
  const { UserSummaryList: users = [] } = await connect.send(new ListUsersCommand({ InstanceId }))
  const { AgentStatusSummaryList: statuses = [] } = await connect.send(
    new ListAgentStatusesCommand({ InstanceId }),
  )
  for (const [username, status] of AWAY) {
    await connect.send(
      new PutUserStatusCommand({
        InstanceId,
        UserId: users.find(({ Username }) => Username === username)?.Id,
        AgentStatusId: statuses.find(({ Name }) => Name === status)?.Id,
      }),
    )
  }
}

async function startTask(
  { connect, InstanceId }: DemoCentre,
  { flowId }: Configured,
  Name: string,
): Promise<void> {
  await connect.send(
    new StartTaskContactCommand({
      InstanceId,
      ContactFlowId: flowId,
      Name,
      Description: 'Wants to know when the second parcel comes.',
      Attributes: { team: 'Sales', order: 'PP-4051' },
    }),
  )
}
