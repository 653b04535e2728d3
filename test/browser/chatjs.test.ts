// The official chat library as it comes, in a real browser, against the whole product; its agent answers
// through the agent's stream and the participant service, as our own pages do.
import { randomUUID } from 'node:crypto'
import {
  type ConnectClient,
  CreateParticipantCommand,
  ListContactFlowsCommand,
  StartChatContactCommand,
  StopContactCommand,
} from '@aws-sdk/client-connect'
import {
  ConnectParticipantClient,
  CreateParticipantConnectionCommand,
  SendEventCommand,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { AgentStream } from '../support/agent-stream.ts'
import { type Browser, startBrowser } from '../support/browser.ts'
import { bundleHash, type ChatDetails, type ChatPage, ChatShop } from '../support/chatjs-page.ts'
import { connectClient } from '../support/connect-client.ts'
import { CuttableProxy } from '../support/cuttable-proxy.ts'
import { type Parley, signIn, startParley } from '../support/parley.ts'
import { lacks } from '../support/peer.ts'
import { until } from '../support/until.ts'

/** Of amazon-connect-chatjs 5.0.0. */
const SHA_256 = '48edccb6571e3ef3ea7669325a3a1d16a3a4041fd5e5beff5f07c956a9fd3723'
const EVENT = 'application/vnd.amazonaws.connect.event.'
const HALF_A_DAY_MS = 12 * 3_600_000

describe.skipIf(lacks('chromium'))('the official chat library', () => {
  let parley: Parley
  let browser: Browser
  let shop: ChatShop
  let connect: ConnectClient
  let agent: AgentStream
  let cookie: string
  let flowId: string | undefined

  beforeAll(async () => {
    expect(bundleHash()).toBe(SHA_256)
    parley = await startParley()
    browser = await startBrowser({ toneHz: 440 })
    shop = await ChatShop.open(browser)
    connect = connectClient(parley)
    const { instanceId: InstanceId } = parley.credentials
    const { ContactFlowSummaryList } = await connect.send(
      new ListContactFlowsCommand({ InstanceId, ContactFlowTypes: ['CONTACT_FLOW'] }),
    )
    flowId = ContactFlowSummaryList?.find(({ Name }) => Name === 'Sample chat flow')?.Id
    cookie = await signIn(parley, 'agent1')
    agent = await availableAgent()
  }, 120_000)

  afterEach(async () => {
    for (const page of browser.context.pages().slice(1)) await page.close()
  })

  afterAll(async () => {
    agent.close()
    shop.close()
    await browser.stop()
    await parley.stop()
  })

  async function availableAgent(): Promise<AgentStream> {
    const stream = await AgentStream.open(parley, 'agent1')
    const snapshot = await until('the agent is shown', () => stream.snapshot)
    const statusId = snapshot.statuses.find(({ name }) => name === 'Available')?.statusId
    await stream.ask({ method: 'setStatus', statusId })
    return stream
  }

  async function startChat(): Promise<ChatDetails> {
    const { ContactId, ParticipantId, ParticipantToken } = await connect.send(
      new StartChatContactCommand({
        InstanceId: parley.credentials.instanceId,
        ContactFlowId: flowId,
        ParticipantDetails: { DisplayName: 'Cleo' },
        SupportedMessagingContentTypes: ['text/plain', 'text/markdown'],
      }),
    )
    return {
      contactId: ContactId ?? '',
      participantId: ParticipantId ?? '',
      participantToken: ParticipantToken ?? '',
    }
  }

  /** A customer's page, connected. */
  async function customer(details: ChatDetails, clockOffMs = 0): Promise<ChatPage> {
    const page = await shop.visit({ clockOffMs })
    await page.open(parley.httpUrl, details)
    await page.hears('onConnectionEstablished')
    return page
  }

  /** The agent accepts; answers what the agent's page connects with. */
  async function accepted({ contactId }: ChatDetails): Promise<ChatDetails> {
    await until('the chat is offered', () =>
      agent.snapshot?.contacts.some(each => each.contactId === contactId),
    )
    expect((await tokenOf(contactId)).status).toBe(409)
    expect(await agent.ask({ method: 'accept', contactId })).toMatchObject({ type: 'answer' })
    const answer = await tokenOf(contactId)
    expect(answer.status).toBe(200)
    const { participantToken, participantId } = (await answer.json()) as ChatDetails
    return { contactId, participantId, participantToken }
  }

  function tokenOf(contactId: string): Promise<Response> {
    return fetch(`${parley.httpUrl}/api/agent/chat-token`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ contactId }),
    })
  }

  /** Ends the chat for good, so that the agent is free for the next. */
  async function finish({ contactId }: ChatDetails): Promise<void> {
    await agent.ask({ method: 'hangUp', contactId })
    await agent.ask({ method: 'clear', contactId })
  }

  test('A7: a customer and an agent write to each other, and the customer ends the chat', async () => {
    const details = await startChat()
    const hers = await customer(details)
    const anas = await customer(await accepted(details))
    const sent = await hers.write('Where is my order?')
    expect(await anas.hearsText('Where is my order?')).toMatchObject({
      Id: sent.Id,
      ParticipantRole: 'CUSTOMER',
      DisplayName: 'Cleo',
    })
    await anas.write('**On its way**', 'text/markdown')
    await hers.hearsText('**On its way**')
    const own = (await hers.told('onMessage')).filter(({ Id }) => Id === sent.Id)
    expect(own).toHaveLength(1)
    await anas.ask('sendEvent', { contentType: `${EVENT}typing` })
    expect(await hers.hears('onTyping')).toMatchObject([{ ParticipantRole: 'AGENT' }])

    const { Transcript } = await hers.ask('getTranscript', { sortOrder: 'ASCENDING' })
    const items = Transcript as { AbsoluteTime: string; Content?: string }[]
    const times = items.map(({ AbsoluteTime }) => Date.parse(AbsoluteTime))
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(items.slice(-2).map(({ Content }) => Content)).toEqual([
      'Where is my order?',
      '**On its way**',
    ])

    await hers.ask('disconnectParticipant')
    await hers.hears('onEnded', 1, 2000)
    await anas.hears('onEnded', 1, 2000)
    await agent.ask({ method: 'clear', contactId: details.contactId })
  })

  test('B8: whoever wrote learns who has had and read it, and nobody else', async () => {
    const details = await startChat()
    const hers = await customer(details)
    const anas = await customer(await accepted(details))
    const ids: unknown[] = []
    for (const text of ['One', 'Two']) {
      const { Id } = await hers.write(text)
      ids.push(Id)
      await anas.hearsText(text)
      for (const [kind, callback] of [
        ['delivered', 'onDeliveredReceipt'],
        ['read', 'onReadReceipt'],
      ] as const) {
        await anas.ask('sendEvent', {
          contentType: `${EVENT}message.${kind}`,
          content: JSON.stringify({ messageId: Id }),
        })
        await hers.hears(callback, ids.length)
      }
    }
    expect(await anas.told('onReadReceipt')).toEqual([])
    const { Transcript } = await hers.ask('getTranscript', {})
    const read = (Transcript as { Id: string; MessageMetadata?: { Receipts?: object[] } }[]).filter(
      ({ MessageMetadata }) => JSON.stringify(MessageMetadata ?? '').includes('ReadTimestamp'),
    )
    expect(read.map(({ Id }) => Id)).toEqual(ids)
    await finish(details)
  })

  test('B9: a file reaches the other side byte for byte', async () => {
    const details = await startChat()
    const hers = await customer(details)
    const anas = await customer(await accepted(details))
    const content = `order,item\n1,"${'ä'.repeat(10_000)}"\n`
    await hers.attach('order ä.csv', 'text/csv', content)
    const item = await until('the file is there', async () =>
      (await anas.told('onMessage')).find(({ Type }) => Type === 'ATTACHMENT'),
    )
    const [attachment] = item.Attachments as { AttachmentId: string }[]
    expect(attachment).toMatchObject({
      AttachmentName: 'order ä.csv',
      ContentType: 'text/csv',
      Status: 'APPROVED',
    })
    expect(await anas.download(attachment?.AttachmentId ?? '')).toBe(content)
    await expect(hers.attach('page.html', 'text/html', '<script>')).rejects.toThrow()
    await finish(details)
  })

  test('B10: a customer whose connections are cut comes back, and misses nothing', async () => {
    const details = await startChat()
    const between = await CuttableProxy.open(parley.httpPort)
    const hers = await shop.visit()
    await hers.open(between.url, details)
    const anas = await customer(await accepted(details))
    await hers.write('Before')
    await anas.hearsText('Before')
    const connectedBefore = (await hers.told('onConnectionEstablished')).length
    between.cut()
    await anas.write('Meanwhile')
    await hers.hears('onConnectionLost')
    await hers.hears('onConnectionEstablished', connectedBefore + 1, 40_000)
    await anas.write('After')
    await hers.hearsText('After')
    expect(await textsOf(hers)).toEqual(['Before', 'Meanwhile', 'After'])
    // Whoever comes back to a chat that has ended is told so.
    between.cut()
    await connect.send(
      new StopContactCommand({
        InstanceId: parley.credentials.instanceId,
        ContactId: details.contactId,
      }),
    )
    await hers.hears('onEnded', 1, 40_000)
    between.close()
  }, 120_000)

  test('when the centre is killed, pages that are opened again have missed nothing', async () => {
    const details = await startChat()
    const hers = await customer(details)
    const theirs = await accepted(details)
    const anas = await customer(theirs)
    await hers.write('Before')
    await anas.hearsText('Before')
    parley.kill('centre')
    await hers.hears('onConnectionLost')
    const again = (who: ChatDetails) =>
      until('the page is back', () => customer(who).catch(() => undefined), 30_000)
    const anasNext = await again(theirs)
    await anasNext.write('Meanwhile')
    const hersNext = await again(details)
    await anasNext.write('After')
    await hersNext.hearsText('After')
    expect(await textsOf(hersNext)).toEqual(['Before', 'Meanwhile', 'After'])
    agent.close()
    agent = await availableAgent()
    await finish(details)
  }, 120_000)

  /** The messages of people in the transcript. */
  async function textsOf(page: ChatPage): Promise<string[]> {
    const { Transcript } = await page.ask('getTranscript', { maxResults: 100 })
    const items = Transcript as { Content?: string; ParticipantRole: string }[]
    return items.flatMap(({ Content, ParticipantRole }) =>
      Content !== undefined && ParticipantRole !== 'SYSTEM' ? [Content] : [],
    )
  }

  test('B11: a bot’s message grows while it is written, and stays one message', async () => {
    const details = await startChat()
    const hers = await customer(details)
    const { ParticipantCredentials } = await connect.send(
      new CreateParticipantCommand({
        InstanceId: parley.credentials.instanceId,
        ContactId: details.contactId,
        ParticipantDetails: { ParticipantRole: 'CUSTOM_BOT', DisplayName: 'Robo' },
      }),
    )
    const bot = new ConnectParticipantClient({
      endpoint: parley.httpUrl,
      region: 'us-east-1',
      credentials: { accessKeyId: '', secretAccessKey: '' },
    })
    const { ConnectionCredentials } = await bot.send(
      new CreateParticipantConnectionCommand({
        ParticipantToken: ParticipantCredentials?.ParticipantToken,
        Type: ['CONNECTION_CREDENTIALS'],
      }),
    )
    const ConnectionToken = ConnectionCredentials?.ConnectionToken
    const messageId = randomUUID()
    for (const [index, text] of ['Your order ', 'is on ', 'its way'].entries()) {
      await bot.send(
        new SendEventCommand({
          ConnectionToken,
          ContentType: 'application/vnd.parley.message.part',
          Content: JSON.stringify({ messageId, number: index + 1, text }),
        }),
      )
    }
    const Content = 'Your order is on its way.'
    const ContentType = 'text/plain'
    const ClientToken = messageId
    await bot.send(new SendMessageCommand({ ConnectionToken, ContentType, Content, ClientToken }))
    await hers.hearsText(Content)
    const told = (await hers.told('onMessage')).filter(({ Id }) => Id === messageId)
    expect(told.map(each => each.Content)).toEqual([
      'Your order ',
      'Your order is on ',
      'Your order is on its way',
      Content,
    ])
    expect(await textsOf(hers)).toEqual([Content])
    await hers.ask('disconnectParticipant')
  })

  test('C7: clients whose clocks are wrong by half a day ask for one connection', async () => {
    const details = await startChat()
    const pages = await Promise.all(
      [-HALF_A_DAY_MS, 0, HALF_A_DAY_MS].map(off => customer(details, off)),
    )
    // A client that is misled asks a hundred times a second.
    await pages[0]?.page.waitForTimeout(5000)
    const asked = pages.map(({ requests }) => requests.filter(each => each === 'connection').length)
    expect(asked).toEqual([1, 1, 1])
    await pages[0]?.ask('disconnectParticipant')
  })
})
