// What the API will not do, as callers of the official SDK see it.
import {
  ClaimPhoneNumberCommand,
  type ConnectServiceException,
  CreateQueueCommand,
  CreateRoutingProfileCommand,
  CreateUserCommand,
  DeleteContactFlowCommand,
  DeleteHoursOfOperationCommand,
  DeleteQueueCommand,
  DeleteRoutingProfileCommand,
  DeleteSecurityProfileCommand,
  DescribeContactCommand,
  DescribeQueueCommand,
  DuplicateResourceException,
  InvalidParameterException,
  InvalidRequestException,
  ListQueuesCommand,
  ResourceInUseException,
  ResourceNotFoundException,
  SearchContactsCommand,
  SearchUsersCommand,
  StartScreenSharingCommand,
  StopContactCommand,
  UpdateUserRoutingProfileCommand,
  UpdateUserSecurityProfilesCommand,
} from '@aws-sdk/client-connect'
import { describe, expect, test } from 'vitest'
import type { Kind } from '../../src/core/directory/document.ts'
import { ACCESS_KEY } from '../support/api-centre.ts'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()

function seeded(kind: Kind, name: string): string {
  return centre.test.centre.view.directory.named(kind, name)?.id ?? ''
}

async function refusal(promise: Promise<unknown>): Promise<ConnectServiceException> {
  const failure = await promise.then(
    () => undefined,
    error => error,
  )
  expect(failure).toBeDefined()
  return failure
}

/** Makes a queue under a name nobody has, changed in one way. */
function queueWith(members: object) {
  return client.send(
    new CreateQueueCommand({
      InstanceId,
      Name: 'Never made',
      HoursOfOperationId: seeded('operating-hours', 'Basic Hours'),
      ...members,
    }),
  )
}

describe('bad input', () => {
  test('a missing member is named', async () => {
    const failure = await refusal(queueWith({ Name: undefined }))
    expect(failure).toBeInstanceOf(InvalidRequestException)
    expect(failure.message).toBe('Member Name is required.')
    expect(failure.$metadata.httpStatusCode).toBe(400)
    expect(failure.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/)
  })

  test.each([
    ['a name too long', { Name: 'x'.repeat(128) }, /Name must have at most 127 characters/],
    ['a negative limit', { MaxContacts: -1 }, /MaxContacts must be at least 0/],
    ['text for a number', { MaxContacts: 'many' }, /MaxContacts must be a number/],
    ['an object for text', { Name: {} }, /Name must be text/],
    ['a list for an object', { Tags: [] }, /Tags must be an object/],
    ['a tag of AWS itself', { Tags: { 'aws:x': 'y' } }, /Tags key must match/],
    [
      'a wrong member deep inside',
      { OutboundCallerConfig: { OutboundCallerIdName: 5 } },
      /OutboundCallerConfig.OutboundCallerIdName must be text/,
    ],
  ])('%s is refused by name', async (_case, members, sentence) => {
    const failure = await refusal(queueWith(members))
    expect([InvalidParameterException, InvalidRequestException]).toContain(failure.constructor)
    expect(failure.message).toMatch(sentence)
    expect(centre.test.centre.view.directory.named('queue', 'Never made')).toBeUndefined()
  })

  test('a value outside an enumeration is refused with those allowed', async () => {
    const failure = await refusal(
      client.send(new ListQueuesCommand({ InstanceId, QueueTypes: ['OTHER' as 'AGENT'] })),
    )
    expect(failure.message).toBe('Member QueueTypes[0] must be one of AGENT, STANDARD.')
  })

  test('length is counted in characters, so 127 emoji are a name', async () => {
    const { QueueId } = await queueWith({ Name: '😀'.repeat(127) })
    await client.send(new DeleteQueueCommand({ InstanceId, QueueId }))
  })

  test('voice with two calls at once is refused', async () => {
    const failure = await refusal(
      client.send(
        new CreateRoutingProfileCommand({
          InstanceId,
          Name: 'Two ears',
          Description: 'x',
          DefaultOutboundQueueId: seeded('queue', 'BasicQueue'),
          MediaConcurrencies: [{ Channel: 'VOICE', Concurrency: 2 }],
        }),
      ),
    )
    expect(failure).toBeInstanceOf(InvalidParameterException)
  })
})

describe('what is not there', () => {
  test('another instance', async () => {
    const failure = await refusal(
      client.send(new ListQueuesCommand({ InstanceId: '00000000-0000-0000-0000-000000000000' })),
    )
    expect(failure).toBeInstanceOf(ResourceNotFoundException)
    expect(failure.$metadata.httpStatusCode).toBe(404)
  })

  test('a queue, the hours of a new queue, the profile of a user', async () => {
    const QueueId = '11111111-1111-4111-8111-111111111111'
    const missing = await refusal(client.send(new DescribeQueueCommand({ InstanceId, QueueId })))
    expect(missing).toBeInstanceOf(ResourceNotFoundException)
    expect(await refusal(queueWith({ HoursOfOperationId: QueueId }))).toBeInstanceOf(
      ResourceNotFoundException,
    )
    const user = client.send(
      new UpdateUserRoutingProfileCommand({
        InstanceId,
        UserId: seeded('agent', 'agent1'),
        RoutingProfileId: QueueId,
      }),
    )
    expect(await refusal(user)).toBeInstanceOf(ResourceNotFoundException)
  })

  test('a contact to describe (404) and one to stop (410)', async () => {
    const ContactId = '22222222-2222-4222-8222-222222222222'
    const described = await refusal(
      client.send(new DescribeContactCommand({ InstanceId, ContactId })),
    )
    expect(described.name).toBe('ResourceNotFoundException')
    const stopped = await refusal(client.send(new StopContactCommand({ InstanceId, ContactId })))
    expect(stopped.name).toBe('ContactNotFoundException')
    expect(stopped.$metadata.httpStatusCode).toBe(410)
  })

  test('an operation that is not built says so and pretends nothing', async () => {
    const failure = await refusal(
      client.send(new StartScreenSharingCommand({ InstanceId, ContactId: 'x' })),
    )
    expect(failure.name).toBe('NotImplementedException')
    expect(failure.$metadata.httpStatusCode).toBe(501)
  })
})

describe('what nothing obeys yet is refused, not ignored', () => {
  test('members of a new user', async () => {
    const failure = await refusal(
      client.send(
        new CreateUserCommand({
          InstanceId,
          Username: 'of.a.directory',
          DirectoryUserId: 'x',
          PhoneConfig: { PhoneType: 'SOFT_PHONE' },
          SecurityProfileIds: ['x'],
          RoutingProfileId: 'x',
        }),
      ),
    )
    expect(failure.message).toBe('Member DirectoryUserId is not supported yet.')
  })

  test('conditions of a search', async () => {
    const users = await refusal(
      client.send(
        new SearchUsersCommand({
          InstanceId,
          SearchCriteria: { ListCondition: { TargetListType: 'PROFICIENCIES', Conditions: [] } },
        }),
      ),
    )
    expect(users.message).toBe('ListCondition cannot be searched by yet.')
    const contacts = await refusal(
      client.send(
        new SearchContactsCommand({
          InstanceId,
          TimeRange: {
            Type: 'INITIATION_TIMESTAMP',
            StartTime: new Date(0),
            EndTime: new Date(1000),
          },
          SearchCriteria: { Name: { SearchText: ['Ada'], MatchType: 'MATCH_ANY' } },
        }),
      ),
    )
    expect(contacts.message).toBe('Member Name is not supported yet.')
  })
})

describe('conflicts', () => {
  test('a name that is taken, in any case', async () => {
    const failure = await refusal(queueWith({ Name: 'BASICQUEUE' }))
    expect(failure).toBeInstanceOf(DuplicateResourceException)
    expect(failure.$metadata.httpStatusCode).toBe(409)
  })

  test('a user name that is taken', async () => {
    const failure = await refusal(
      client.send(
        new CreateUserCommand({
          InstanceId,
          Username: 'agent1',
          Password: 'Passw0rd!',
          PhoneConfig: { PhoneType: 'SOFT_PHONE' },
          RoutingProfileId: seeded('routing-profile', 'Basic Routing Profile'),
          SecurityProfileIds: [seeded('security-profile', 'Agent')],
        }),
      ),
    )
    expect(failure).toBeInstanceOf(DuplicateResourceException)
  })

  test('a queue that a routing profile serves cannot be deleted, and the profile is named', async () => {
    const QueueId = seeded('queue', 'BasicQueue')
    const failure = await refusal(client.send(new DeleteQueueCommand({ InstanceId, QueueId })))
    expect(failure).toBeInstanceOf(ResourceInUseException)
    expect(failure).toMatchObject({
      ResourceType: 'ROUTING_PROFILE',
      ResourceId: expect.stringContaining(seeded('routing-profile', 'Basic Routing Profile')),
    })
  })

  test('neither can a profile that users have, nor hours that a queue keeps, nor a flow a number uses', async () => {
    const RoutingProfileId = seeded('routing-profile', 'Basic Routing Profile')
    const SecurityProfileId = seeded('security-profile', 'Agent')
    const HoursOfOperationId = seeded('operating-hours', 'Basic Hours')
    const number = centre.test.centre.view.directory.named('phone-number', '+15550100')
    const ContactFlowId = number?.document.ContactFlowId
    const names = [
      await refusal(client.send(new DeleteRoutingProfileCommand({ InstanceId, RoutingProfileId }))),
      await refusal(
        client.send(new DeleteSecurityProfileCommand({ InstanceId, SecurityProfileId })),
      ),
      await refusal(
        client.send(new DeleteHoursOfOperationCommand({ InstanceId, HoursOfOperationId })),
      ),
      await refusal(client.send(new DeleteContactFlowCommand({ InstanceId, ContactFlowId }))),
    ].map(failure => failure.name)
    // The service has no better word for the last two.
    expect(names).toEqual([
      'ResourceInUseException',
      'ResourceInUseException',
      'InvalidRequestException',
      'InvalidRequestException',
    ])
  })

  test('a number that is claimed already', async () => {
    const failure = await refusal(
      client.send(new ClaimPhoneNumberCommand({ InstanceId, PhoneNumber: '+15550100' })),
    )
    expect(failure.message).toMatch(/claimed already/)
  })
})

describe('who asks', () => {
  const list = (asking: typeof client) =>
    refusal(asking.send(new ListQueuesCommand({ InstanceId })))

  test('a wrong secret', async () => {
    const asking = centre.client({ credentials: { ...ACCESS_KEY, secretAccessKey: 'wrong' } })
    const failure = await list(asking)
    expect(failure.name).toBe('InvalidSignatureException')
    expect(failure.$metadata.httpStatusCode).toBe(403)
  })

  test('an access key nobody has', async () => {
    const asking = centre.client({ credentials: { ...ACCESS_KEY, accessKeyId: 'AKIDOTHER' } })
    expect((await list(asking)).name).toBe('UnrecognizedClientException')
  })

  test('a clock six minutes wrong, though five are allowed', async () => {
    const sixMinutes = 6 * 60_000
    const failure = await list(centre.client({ systemClockOffset: -sixMinutes }))
    expect(failure.name).toBe('InvalidSignatureException')
    const fine = centre.client({ systemClockOffset: -4 * 60_000 })
    await fine.send(new ListQueuesCommand({ InstanceId }))
  })

  test('a session token does no harm', async () => {
    const asking = centre.client({
      credentials: { ...ACCESS_KEY, sessionToken: 'a/token+with=signs' },
    })
    await asking.send(new ListQueuesCommand({ InstanceId }))
  })

  test('any region may be signed for', async () => {
    await centre.client({ region: 'eu-central-1' }).send(new ListQueuesCommand({ InstanceId }))
  })

  test('no signature at all', async () => {
    const response = await fetch(`${centre.url}/queues-summary/${InstanceId}`)
    expect(response.status).toBe(403)
    expect(response.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException')
  })

  test('a key of an agent may not set up queues, and one of somebody deleted may do nothing', async () => {
    centre.test.tell({
      type: 'config.put',
      kind: 'access-key',
      id: 'AKIDAGENT',
      document: { SecretAccessKey: 's', Owner: seeded('agent', 'agent1') },
    })
    centre.test.tell({
      type: 'config.put',
      kind: 'access-key',
      id: 'AKIDNOBODY',
      document: { SecretAccessKey: 's', Owner: 'nobody' },
    })
    for (const accessKeyId of ['AKIDAGENT', 'AKIDNOBODY']) {
      const asking = centre.client({ credentials: { accessKeyId, secretAccessKey: 's' } })
      const failure = await list(asking)
      expect(failure.name).toBe('AccessDeniedException')
      expect(failure.$metadata.httpStatusCode).toBe(403)
    }
  })
})

test('a supervisor edits users, but cannot make an administrator', async () => {
  centre.test.tell({
    type: 'config.put',
    kind: 'access-key',
    id: 'AKIDSUPER',
    document: { SecretAccessKey: 's', Owner: seeded('agent', 'supervisor') },
  })
  const asking = centre.client({
    credentials: { accessKeyId: 'AKIDSUPER', secretAccessKey: 's' },
  })
  const give = (profile: string) =>
    asking.send(
      new UpdateUserSecurityProfilesCommand({
        InstanceId,
        UserId: seeded('agent', 'supervisor'),
        SecurityProfileIds: [seeded('security-profile', profile)],
      }),
    )
  expect((await refusal(give('Admin'))).name).toBe('AccessDeniedException')
  await give('CallCenterManager')
})

describe('the wire', () => {
  test('a path of no operation is left to the pages, unless it is signed', async () => {
    const page = await fetch(`${centre.url}/some/page`)
    expect([page.status, await page.text()]).toEqual([404, ''])
    const signed = await fetch(`${centre.url}/some/page?X-Amz-Signature=00`)
    expect(signed.headers.get('x-amzn-errortype')).toBe('IncompleteSignatureException')
  })

  test('a body too large is refused', async () => {
    const response = await fetch(`${centre.url}/queues/${InstanceId}`, {
      method: 'PUT',
      body: 'x'.repeat(1_048_577),
    })
    expect(response.status).toBe(413)
  })

  test('a label that cannot be decoded names nothing', async () => {
    const response = await fetch(`${centre.url}/queues/%E0%A4%A/x`)
    expect(response.status).toBe(404)
  })

  test('nothing went wrong on our side', () => {
    expect(centre.failures).toEqual([])
  })
})
