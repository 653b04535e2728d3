// Calls that the API asks for, as the unmodified SDK asks for them.
import {
  DescribeContactCommand,
  StartOutboundVoiceContactCommand,
  type StartOutboundVoiceContactCommandInput,
  StopContactCommand,
} from '@aws-sdk/client-connect'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ApiCentre, startApiCentre } from '../support/api-centre.ts'

const CUSTOMER = '+12065550101'
const NUMBER = '+15550100'

let centre: ApiCentre

beforeEach(async () => {
  centre = await startApiCentre()
})

afterEach(async () => {
  expect(centre.failures).toEqual([])
  await centre.close()
})

function start(more: Partial<StartOutboundVoiceContactCommandInput> = {}) {
  return centre.client().send(
    new StartOutboundVoiceContactCommand({
      InstanceId: centre.instanceId,
      ContactFlowId: centre.test.id('contact-flow', 'Sample inbound flow'),
      DestinationPhoneNumber: CUSTOMER,
      SourcePhoneNumber: NUMBER,
      ...more,
    }),
  )
}

test('a customer is called, hears the flow, and is described', async () => {
  const { ContactId } = await start({
    Attributes: { plan: 'gold' },
    Name: 'Reminder',
    RingTimeoutInSeconds: 20,
    AnswerMachineDetectionConfig: { EnableAnswerMachineDetection: true },
  })
  const { test } = centre
  expect(test.effects.at(-1)).toMatchObject({ callerId: NUMBER, timeoutMs: 20_000 })
  const leg = test.lift(CUSTOMER)
  expect(test.says(leg)).toMatch(/thank you for calling/)
  const described = await centre
    .client()
    .send(new DescribeContactCommand({ InstanceId: centre.instanceId, ContactId }))
  expect(described.Contact).toMatchObject({
    Id: ContactId,
    InitiationMethod: 'API',
    Name: 'Reminder',
    Attributes: { plan: 'gold' },
    CustomerEndpoint: { Address: CUSTOMER },
    SystemEndpoint: { Address: NUMBER },
    AnsweringMachineDetectionStatus: 'UNDETECTED',
  })
})

test('a call is stopped while it rings', async () => {
  const { ContactId } = await start()
  const { test } = centre
  await centre.client().send(new StopContactCommand({ InstanceId: centre.instanceId, ContactId }))
  expect([...test.legs]).toEqual([])
  expect(test.record()).toMatchObject({ ContactId, DisconnectReason: 'API' })
})

test('the same request made twice is one call', async () => {
  const ClientToken = 'once'
  const [one, two] = [await start({ ClientToken }), await start({ ClientToken })]
  expect(one.ContactId).toBe(two.ContactId)
  expect(centre.test.effects.filter(each => each.type === 'leg.dial')).toHaveLength(1)
})

test('a queue lends its number', async () => {
  const { test } = centre
  const QueueId = test.id('queue', 'BasicQueue')
  await expect(start({ SourcePhoneNumber: undefined, QueueId })).rejects.toMatchObject({
    name: 'InvalidRequestException',
  })
  const OutboundCallerIdNumberId = test.id('phone-number', NUMBER)
  test.change('queue', QueueId, { OutboundCallerConfig: { OutboundCallerIdNumberId } })
  await start({ SourcePhoneNumber: undefined, QueueId })
  expect(test.effects.at(-1)).toMatchObject({ type: 'leg.dial', callerId: NUMBER })
})

test.each([
  [{ DestinationPhoneNumber: '+4915112345678' }, 'DestinationNotAllowedException'],
  [{ DestinationPhoneNumber: '+1900' }, 'DestinationNotAllowedException'],
  [{ DestinationPhoneNumber: 'home' }, 'InvalidParameterException'],
  [{ SourcePhoneNumber: '+12065550177' }, 'InvalidParameterException'],
  [{ SourcePhoneNumber: undefined }, 'InvalidRequestException'],
  [{ ContactFlowId: '00000000-0000-4000-8000-00000000ffff' }, 'ResourceNotFoundException'],
  [{ RingTimeoutInSeconds: 14 }, 'InvalidParameterException'],
  [{ TrafficType: 'CAMPAIGN' as const }, 'InvalidRequestException'],
])('a call that cannot be made is refused: %j', async (more, name) => {
  await expect(start(more)).rejects.toMatchObject({ name })
  expect(centre.test.effects.filter(each => each.type === 'leg.dial')).toEqual([])
})
