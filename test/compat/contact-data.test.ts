// What is kept of contacts that are over, and who may do what to them, through the AWS SDK as it comes.
import {
  AssociateSecurityProfilesCommand,
  CreatePushNotificationRegistrationCommand,
  CreateSecurityProfileCommand,
  DeleteContactDataCommand,
  DeletePushNotificationRegistrationCommand,
  DescribeContactCommand,
  DescribePhoneNumberCommand,
  DescribeUserCommand,
  DisassociateSecurityProfilesCommand,
  ImportPhoneNumberCommand,
  ListAssociatedContactsCommand,
  ListEntitySecurityProfilesCommand,
  ListEvaluationFormAIVersionsCommand,
  ListSecurityProfileAIAgentsCommand,
  SearchContactsCommand,
  StartChatContactCommand,
  StartTaskContactCommand,
  StopContactCommand,
} from '@aws-sdk/client-connect'
import { expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'
import { createWritingFlow } from '../support/chat-flow.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()
const ContactFlowId = centre.test.id('contact-flow', 'Sample inbound flow')
const refused = (name: string) => ({ name })

/** A client that signs as agent1, who has these permissions and no others. */
async function signedWith(name: string, Permissions: string[]) {
  const { SecurityProfileId = '' } = await client.send(
    new CreateSecurityProfileCommand({ InstanceId, SecurityProfileName: name, Permissions }),
  )
  const Owner = centre.test.user('agent2')
  centre.test.change('agent', Owner, { SecurityProfileIds: [SecurityProfileId] })
  const document = { SecretAccessKey: 'own', Owner }
  centre.test.tell({ type: 'config.put', kind: 'access-key', id: `KEY-${name}`, document })
  return centre.client({ credentials: { accessKeyId: `KEY-${name}`, secretAccessKey: 'own' } })
}

test('a customer’s number is forgotten: in the record, in searches, and in what the outside is told', async () => {
  const leg = centre.test.call('+15557009')
  const ContactId = centre.test.contacts.at(-1)?.contactId ?? ''
  const forget = { InstanceId, ContactId, ContactFields: ['CUSTOMER_ENDPOINT' as const] }
  await expect(client.send(new DeleteContactDataCommand(forget))).rejects.toMatchObject(
    refused('ContactNotTerminatedException'),
  )
  centre.test.hangUp(leg)
  const described = async () =>
    (await client.send(new DescribeContactCommand({ InstanceId, ContactId }))).Contact
  const before = await described()
  expect(before?.CustomerEndpoint?.Address).toBe('+15557009')
  const others = await signedWith('viewer', ['Contacts.View'])
  await expect(others.send(new DeleteContactDataCommand(forget))).rejects.toMatchObject(
    refused('AccessDeniedException'),
  )
  centre.test.clock.advance(1000)
  await client.send(new DeleteContactDataCommand(forget))
  const after = await described()
  expect(after).toEqual({
    ...before,
    CustomerEndpoint: undefined,
    LastUpdateTimestamp: after?.LastUpdateTimestamp,
  })
  const TimeRange = {
    Type: 'INITIATION_TIMESTAMP' as const,
    StartTime: new Date(centre.test.clock.now() - 3_600_000),
    EndTime: new Date(centre.test.clock.now() + 1000),
  }
  const found = await client.send(new SearchContactsCommand({ InstanceId, TimeRange }))
  expect(found.Contacts?.map(({ Id }) => Id)).toContain(ContactId)
  const last = centre.test.events.findLast(each => each.type === 'contact.record')
  expect(JSON.stringify(last)).toContain(ContactId)
  expect(JSON.stringify(last)).not.toContain('+15557009')
  // Of mail there is nothing to forget, and a contact nobody knows has nothing at all.
  await client.send(new DeleteContactDataCommand({ ...forget, ContactFields: ['EMAIL_SUBJECT'] }))
  await expect(
    client.send(new DeleteContactDataCommand({ ...forget, ContactId: 'nobody' })),
  ).rejects.toMatchObject(refused('ResourceNotFoundException'))
})

test('what came of a contact is listed with it, page by page', async () => {
  const Name = 'First'
  const { ContactId } = await client.send(
    new StartTaskContactCommand({ InstanceId, ContactFlowId, Name }),
  )
  const next = await client.send(
    new StartTaskContactCommand({
      InstanceId,
      ContactFlowId,
      Name: 'Second',
      PreviousContactId: ContactId,
    }),
  )
  const list = (more: object) =>
    client.send(new ListAssociatedContactsCommand({ InstanceId, ContactId, ...more }))
  const first = await list({ MaxResults: 1 })
  expect(first.ContactSummaryList).toMatchObject([{ ContactId, Channel: 'TASK' }])
  const { NextToken } = first
  const second = await list({ MaxResults: 1, NextToken })
  expect(second.ContactSummaryList).toMatchObject([{ ContactId: next.ContactId }])
  expect(second.NextToken).toBeUndefined()
  const { ContactSummaryList = [] } = await list({})
  expect(ContactSummaryList).toMatchObject([
    { ContactId },
    { ContactId: next.ContactId, PreviousContactId: ContactId, InitialContactId: ContactId },
  ])
  await expect(list({ ContactId: 'nobody' })).rejects.toMatchObject(
    refused('ResourceNotFoundException'),
  )
})

test('a number of another service is imported by its ARN', async () => {
  const arn = (number: string) => `arn:aws:sms-voice:us-east-1:000000000000:phone-number/${number}`
  const imported = (number: string) =>
    client.send(
      new ImportPhoneNumberCommand({
        InstanceId,
        SourcePhoneNumberArn: arn(number),
        Tags: { a: 'b' },
      }),
    )
  const { PhoneNumberId, PhoneNumberArn } = await imported('+15550177')
  const { ClaimedPhoneNumberSummary } = await client.send(
    new DescribePhoneNumberCommand({ PhoneNumberId }),
  )
  expect(ClaimedPhoneNumberSummary).toMatchObject({
    PhoneNumber: '+15550177',
    PhoneNumberArn,
    SourcePhoneNumberArn: arn('+15550177'),
    Tags: { a: 'b' },
  })
  const invalid = refused('InvalidParameterException')
  await expect(imported('+15550177')).rejects.toMatchObject(invalid)
  await expect(imported('phone-1234')).rejects.toMatchObject(invalid)
  await expect(imported('+1')).rejects.toMatchObject(invalid)
})

test('a user gets security profiles and loses them, all but the last', async () => {
  const UserId = centre.test.user('agent1')
  const { User } = await client.send(new DescribeUserCommand({ InstanceId, UserId }))
  const EntityArn = User?.Arn ?? ''
  const [own = ''] = User?.SecurityProfileIds ?? []
  const other = centre.test.id('security-profile', 'QualityAnalyst')
  const asked = (...ids: string[]) => ({
    InstanceId,
    EntityType: 'USER' as const,
    EntityArn,
    SecurityProfiles: ids.map(Id => ({ Id })),
  })
  const listed = async (more: object = {}) => {
    const list = { InstanceId, EntityType: 'USER' as const, EntityArn, ...more }
    return client.send(new ListEntitySecurityProfilesCommand(list))
  }
  await client.send(new AssociateSecurityProfilesCommand(asked(other)))
  const { SecurityProfiles = [] } = await listed()
  expect(SecurityProfiles.map(({ Id }) => Id).sort()).toEqual([own, other].sort())
  expect((await listed({ MaxResults: 1 })).NextToken).toBeDefined()
  await client.send(new DisassociateSecurityProfilesCommand(asked(own)))
  expect((await listed()).SecurityProfiles).toEqual([{ Id: other }])
  await expect(
    client.send(new DisassociateSecurityProfilesCommand(asked(other))),
  ).rejects.toMatchObject(refused('InvalidRequestException'))
  await expect(
    client.send(new AssociateSecurityProfilesCommand(asked('nobody'))),
  ).rejects.toMatchObject(refused('ResourceNotFoundException'))
  await expect(listed({ EntityType: 'AI_AGENT' })).rejects.toMatchObject(
    refused('ResourceNotFoundException'),
  )
})

test('nobody gives others a profile that may do more than they may themselves', async () => {
  const own = await signedWith('giver', ['Users.Edit', 'SecurityProfiles.Edit'])
  const asked = {
    InstanceId,
    EntityType: 'USER' as const,
    EntityArn: `arn:aws:connect:us-east-1:000000000000:instance/${InstanceId}/agent/${centre.test.user('agent2')}`,
    SecurityProfiles: [{ Id: centre.test.id('security-profile', 'Admin') }],
  }
  await expect(own.send(new AssociateSecurityProfilesCommand(asked))).rejects.toMatchObject(
    refused('AccessDeniedException'),
  )
  const profiles = await signedWith('profiles', ['SecurityProfiles.Edit'])
  await expect(profiles.send(new AssociateSecurityProfilesCommand(asked))).rejects.toMatchObject(
    refused('AccessDeniedException'),
  )
})

test('there are no AI agents, and nothing that evaluates by itself', async () => {
  const AllowedAIAgents = [{ Arn: 'arn:aws:wisdom:::ai-agent/a', Type: 'THIRD_PARTY' as const }]
  const { SecurityProfileId = '' } = await client.send(
    new CreateSecurityProfileCommand({ InstanceId, SecurityProfileName: 'ai', AllowedAIAgents }),
  )
  const listed = await client.send(
    new ListSecurityProfileAIAgentsCommand({ InstanceId, SecurityProfileId }),
  )
  expect(listed.AllowedAIAgents).toEqual(AllowedAIAgents)
  const versions = await client.send(
    new ListEvaluationFormAIVersionsCommand({ InstanceId, ContactInteractionType: 'AGENT' }),
  )
  expect(versions.AIVersionSummaries).toEqual([])
})

test('a device is registered for a chat as long as that goes on', async () => {
  const flow = await createWritingFlow(client, InstanceId)
  const chat = async () => {
    const asked = { InstanceId, ContactFlowId: flow, ParticipantDetails: { DisplayName: 'Ann' } }
    return (await client.send(new StartChatContactCommand(asked))).ContactId ?? ''
  }
  const ContactId = await chat()
  const register = (id = ContactId, more: object = {}) =>
    client.send(
      new CreatePushNotificationRegistrationCommand({
        InstanceId,
        PinpointAppArn: 'arn:aws:mobiletargeting:us-east-1:000000000000:apps/a',
        DeviceToken: 'token',
        DeviceType: 'APNS',
        ContactConfiguration: { ContactId: id, ...more },
      }),
    )
  const { RegistrationId = '' } = await register()
  await expect(register('nobody')).rejects.toMatchObject(refused('ResourceNotFoundException'))
  await expect(register(ContactId, { ParticipantRole: 'AGENT' })).rejects.toMatchObject(
    refused('InvalidParameterException'),
  )
  const remove = (of: string) =>
    client.send(
      new DeletePushNotificationRegistrationCommand({ InstanceId, RegistrationId, ContactId: of }),
    )
  await expect(remove('other')).rejects.toMatchObject(refused('ResourceNotFoundException'))
  await remove(ContactId)
  await register()
  await client.send(new StopContactCommand({ InstanceId, ContactId }))
  const other = await chat()
  await register(other)
  expect(centre.test.centre.view.directory.count('push-registration')).toBe(1)
  // Those of chats that are over do not keep out others.
  centre.test.change('quota', 'push-registrations', { Limit: 1 })
  await client.send(new StopContactCommand({ InstanceId, ContactId: other }))
  const last = await chat()
  await register(last)
  await expect(register(last)).rejects.toMatchObject(refused('ServiceQuotaExceededException'))
  centre.test.tell({ type: 'config.delete', kind: 'quota', id: 'push-registrations' })
})
