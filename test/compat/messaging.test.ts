// Messages by the AWS SDK as it comes: chats that we begin, customers whom an integration speaks for,
// and chats that are streamed.
import {
  type ConnectClient,
  SendChatIntegrationEventCommand,
  StartContactStreamingCommand,
  StartOutboundChatContactCommand,
  StopContactCommand,
  StopContactStreamingCommand,
} from '@aws-sdk/client-connect'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ApiCentre, startApiCentre } from '../support/api-centre.ts'
import { CUSTOMER, MessagingCentre, OURS } from '../support/messaging-centre.ts'

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:chats'

let api: ApiCentre
let centre: MessagingCentre
let client: ConnectClient
let InstanceId: string

beforeEach(async () => {
  api = await startApiCentre()
  centre = await MessagingCentre.of(api.test)
  api.carriers.messaging = centre.messaging
  client = api.client()
  InstanceId = api.instanceId
  centre.channel('topic', { provider: 'topic', addresses: [TOPIC] })
})

afterEach(async () => {
  expect(api.failures).toEqual([])
  await api.close()
})

describe('a chat that we begin', () => {
  const started = (more: object = {}) =>
    client.send(
      new StartOutboundChatContactCommand({
        InstanceId,
        ContactFlowId: centre.flowId,
        SourceEndpoint: {
          Type: 'CONNECT_PHONENUMBER_ARN',
          Address: `arn:aws:connect:us-east-1:000000000000:phone-number/${centre.test.id('phone-number', OURS)}`,
        },
        DestinationEndpoint: { Type: 'TELEPHONE_NUMBER', Address: CUSTOMER },
        SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:SMS' } },
        InitialSystemMessage: { ContentType: 'text/plain', Content: 'Your parcel is here.' },
        ...more,
      }),
    )

  test('is one, however often it is asked for with one client token', async () => {
    const { ContactId } = await started({ ClientToken: 'once', Attributes: { parcel: '7' } })
    expect((await started({ ClientToken: 'once', Attributes: { parcel: '7' } })).ContactId).toBe(
      ContactId,
    )
    await centre.settled()
    expect(centre.texts).toEqual(['Your parcel is here.', 'Welcome.'])
    expect(centre.test.centre.view.contact(ContactId ?? '')?.attributes).toEqual({ parcel: '7' })
    await centre.writes('Thanks')
    expect((await centre.lines()).at(-1)).toBe('Thanks')
  })

  test('is refused when it makes no sense', async () => {
    const number = { Type: 'TELEPHONE_NUMBER' }
    const wrong: readonly (readonly [string, object])[] = [
      ['InvalidRequestException', { SourceEndpoint: { ...number, Address: OURS } }],
      ['InvalidRequestException', { DestinationEndpoint: { ...number, Address: '12' } }],
      ['InvalidRequestException', { DestinationEndpoint: { Type: 'VOIP', Address: CUSTOMER } }],
      ['InvalidRequestException', { SegmentAttributes: {} }],
      [
        'ResourceNotFoundException',
        { SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Fax' } } },
      ],
      ['ResourceNotFoundException', { ContactFlowId: 'none' }],
      ['ResourceNotFoundException', { RelatedContactId: 'none' }],
      [
        'InvalidRequestException',
        { InitialSystemMessage: { ContentType: 'text/html', Content: 'x' } },
      ],
    ]
    for (const [name, more] of wrong) await expect(started(more)).rejects.toMatchObject({ name })
    await started()
    await expect(started()).rejects.toMatchObject({ name: 'ConflictException' })
    expect(api.test.contacts).toHaveLength(1)
  })

  test('does not begin with somebody who said STOP', async () => {
    await centre.writes('STOP')
    await expect(started()).rejects.toMatchObject({ name: 'AccessDeniedException' })
  })
})

describe('an integration', () => {
  const sent = (
    Event: { Type: 'MESSAGE' | 'EVENT' | 'DISCONNECT'; ContentType?: string; Content?: string },
    more: object = {},
  ) =>
    client.send(
      new SendChatIntegrationEventCommand({
        SourceId: 'cleo@example.com',
        DestinationId: OURS,
        Subtype: 'connect:SMS',
        Event,
        ...more,
      }),
    )
  const message = (Content: string) =>
    ({ Type: 'MESSAGE', ContentType: 'text/plain', Content }) as const

  test('speaks for a customer until that one leaves', async () => {
    const NewSessionDetails = {
      ParticipantDetails: { DisplayName: 'Cleo' },
      Attributes: { order: '42' },
      StreamingConfiguration: { StreamingEndpointArn: TOPIC },
    }
    const first = await sent(message('Hello?'), { NewSessionDetails })
    expect(first).toMatchObject({ NewChatCreated: true, InitialContactId: centre.chat().contactId })
    expect(centre.chat().participants[0]?.displayName).toBe('Cleo')
    const second = await sent(message('Anybody?'))
    expect(second).toMatchObject({
      NewChatCreated: false,
      InitialContactId: first.InitialContactId,
    })
    expect(await centre.lines()).toEqual(['Hello?', 'Welcome.', 'Anybody?'])
    await sent({ Type: 'EVENT', ContentType: 'application/vnd.amazonaws.connect.event.typing' })
    await sent({ Type: 'DISCONNECT' })
    await centre.settled()
    expect([...centre.test.centre.view.chats()]).toEqual([])
    await expect(sent({ Type: 'DISCONNECT' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  test('is told what is wrong', async () => {
    await expect(sent({ Type: 'MESSAGE' })).rejects.toMatchObject({
      name: 'InvalidRequestException',
    })
    await expect(sent(message('x'), { DestinationId: 'nobody' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
    await expect(
      sent(message('x'), {
        NewSessionDetails: { StreamingConfiguration: { StreamingEndpointArn: 'arn:of:nobody' } },
      }),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await sent(message('x'))
    await expect(sent({ Type: 'EVENT', ContentType: 'text/plain' })).rejects.toMatchObject({
      name: 'InvalidRequestException',
    })
  })
})

describe('a streaming', () => {
  const ChatStreamingConfiguration = { StreamingEndpointArn: TOPIC }
  const start = (ContactId: string, ClientToken = 'one') =>
    client.send(
      new StartContactStreamingCommand({
        InstanceId,
        ContactId,
        ClientToken,
        ChatStreamingConfiguration,
      }),
    )
  const notifications = () =>
    centre.asked
      .filter(({ headers }) => headers['x-amz-sns-topic-arn'] === TOPIC)
      .map(({ body }) => JSON.parse(body))

  test('tells every line from now on, as the service’s topics do, until it is stopped', async () => {
    await centre.writes('Hello?')
    const { contactId: ContactId } = centre.chat()
    const { StreamingId } = await start(ContactId)
    expect((await start(ContactId)).StreamingId).toBe(StreamingId)
    await centre.writes('Where is it?')
    const [told, ...others] = notifications()
    expect(others).toEqual([])
    expect(told).toMatchObject({
      Type: 'Notification',
      TopicArn: TOPIC,
      MessageAttributes: {
        MessageVisibility: { Type: 'String', Value: 'ALL' },
        InitialContactId: { Type: 'String', Value: ContactId },
      },
    })
    expect(JSON.parse(told.Message)).toMatchObject({
      Type: 'MESSAGE',
      Content: 'Where is it?',
      ContentType: 'text/plain',
      ParticipantRole: 'CUSTOMER',
      InitialContactId: ContactId,
      ContactId,
      AbsoluteTime: expect.stringMatching(/Z$/),
    })
    await client.send(new StopContactStreamingCommand({ InstanceId, ContactId, StreamingId }))
    await centre.writes('Hello again?')
    expect(notifications()).toHaveLength(1)
    await expect(
      client.send(new StopContactStreamingCommand({ InstanceId, ContactId, StreamingId })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  test('is refused for contacts that are over or no chats, and when there are five', async () => {
    await expect(start('00000000-0000-4000-8000-00000000dead')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
    await centre.writes('Hello?')
    const { contactId: ContactId } = centre.chat()
    for (let number = 0; number < 5; number++) await start(ContactId, `token ${number}`)
    await expect(start(ContactId, 'token 6')).rejects.toMatchObject({
      name: 'LimitExceededException',
    })
    await client.send(new StopContactCommand({ InstanceId, ContactId }))
    await expect(start(ContactId, 'token 7')).rejects.toThrow()
  })
})
