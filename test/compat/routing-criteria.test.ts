// An administrator says what agents can do, and a supervisor what a waiting contact asks for, with the
// official SDK.
import {
  AssociateUserProficienciesCommand,
  CreatePredefinedAttributeCommand,
  DeletePredefinedAttributeCommand,
  DescribeContactCommand,
  DescribePredefinedAttributeCommand,
  DisassociateUserProficienciesCommand,
  ListPredefinedAttributesCommand,
  ListUserProficienciesCommand,
  SearchPredefinedAttributesCommand,
  TagContactCommand,
  UntagContactCommand,
  UpdateContactRoutingDataCommand,
  UpdatePredefinedAttributeCommand,
  UpdateUserProficienciesCommand,
} from '@aws-sdk/client-connect'
import { expect, test } from 'vitest'
import { seconds } from '../../src/core/instant.ts'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'
import { publishInbound, toQueue } from '../support/flow-actions.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()

test('predefined attributes are made, found, changed and taken away', async () => {
  const Name = 'Technology'
  const made = { InstanceId, Name, Values: { StringList: ['AWS', 'Linux'] }, Purposes: ['ROUTING'] }
  await client.send(new CreatePredefinedAttributeCommand(made))
  await expect(client.send(new CreatePredefinedAttributeCommand(made))).rejects.toMatchObject({
    name: 'DuplicateResourceException',
  })
  const Values = { StringList: ['AWS', 'Linux', 'Unix'] }
  await client.send(new UpdatePredefinedAttributeCommand({ InstanceId, Name, Values }))
  const described = await client.send(new DescribePredefinedAttributeCommand({ InstanceId, Name }))
  expect(described.PredefinedAttribute).toMatchObject({ Name, Values, Purposes: ['ROUTING'] })
  const listed = await client.send(new ListPredefinedAttributesCommand({ InstanceId }))
  expect(listed.PredefinedAttributeSummaryList).toMatchObject([{ Name }])
  const found = await client.send(
    new SearchPredefinedAttributesCommand({
      InstanceId,
      SearchCriteria: {
        StringCondition: { FieldName: 'name', Value: 'tech', ComparisonType: 'STARTS_WITH' },
      },
    }),
  )
  expect(found).toMatchObject({ ApproximateTotalCount: 1, PredefinedAttributes: [{ Name }] })
  await client.send(new DeletePredefinedAttributeCommand({ InstanceId, Name }))
  await expect(
    client.send(new DescribePredefinedAttributeCommand({ InstanceId, Name })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
})

const French = { AttributeName: 'Language', AttributeValue: 'French' }
const German = { AttributeName: 'Language', AttributeValue: 'German' }

async function languages(UserId: string) {
  const { UserProficiencyList } = await client.send(
    new ListUserProficienciesCommand({ InstanceId, UserId }),
  )
  return UserProficiencyList?.map(each => `${each.AttributeValue} ${each.Level}`)
}

test('what a user can do is kept in levels, and only what is predefined', async () => {
  const UserId = centre.test.user('agent2')
  const Values = { StringList: ['French', 'German'] }
  await client.send(new CreatePredefinedAttributeCommand({ InstanceId, Name: 'Language', Values }))
  const associate = (
    ...UserProficiencies: { AttributeName: string; AttributeValue: string; Level: number }[]
  ) => client.send(new AssociateUserProficienciesCommand({ InstanceId, UserId, UserProficiencies }))
  await associate({ ...French, Level: 3 }, { ...German, Level: 1 })
  expect(await languages(UserId)).toEqual(['French 3', 'German 1'])
  await expect(
    associate({ AttributeName: 'Language', AttributeValue: 'Latin', Level: 3 }),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' })
  await expect(
    associate({ AttributeName: 'Nothing', AttributeValue: 'x', Level: 3 }),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  await expect(associate({ ...French, Level: 6 })).rejects.toMatchObject({
    name: 'InvalidParameterException',
  })
  await client.send(
    new UpdateUserProficienciesCommand({
      InstanceId,
      UserId,
      UserProficiencies: [{ ...French, Level: 4.5 }],
    }),
  )
  await client.send(
    new DisassociateUserProficienciesCommand({ InstanceId, UserId, UserProficiencies: [German] }),
  )
  expect(await languages(UserId)).toEqual(['French 4.5'])
  await expect(
    client.send(new DeletePredefinedAttributeCommand({ InstanceId, Name: 'Language' })),
  ).rejects.toMatchObject({ name: 'ResourceInUseException' })
})

test('a supervisor changes what a waiting contact asks for, and sees which step holds', async () => {
  const { test: desk } = centre
  publishInbound(desk, ...toQueue(desk.id('queue', 'BasicQueue')))
  desk.call()
  const ContactId = desk.contacts[0]?.contactId ?? ''
  const AttributeCondition = {
    Name: 'Language',
    Value: 'French',
    ProficiencyLevel: 4,
    ComparisonOperator: 'NumberGreaterOrEqualTo',
  }
  const RoutingCriteria = {
    Steps: [
      { Expression: { AttributeCondition }, Expiry: { DurationInSeconds: 60 } },
      { Expression: { NotAttributeCondition: AttributeCondition } },
    ],
  }
  await client.send(new UpdateContactRoutingDataCommand({ InstanceId, ContactId, RoutingCriteria }))
  await client.send(
    new UpdateContactRoutingDataCommand({ InstanceId, ContactId, QueuePriority: 2 }),
  )
  const described = await client.send(new DescribeContactCommand({ InstanceId, ContactId }))
  expect(described.Contact).toMatchObject({
    QueuePriority: 2,
    QueueTimeAdjustmentSeconds: 0,
    RoutingCriteria: {
      Index: 0,
      ActivationTimestamp: new Date(desk.clock.now()),
      Steps: [
        {
          Status: 'ACTIVE',
          Expression: { AttributeCondition },
          Expiry: {
            DurationInSeconds: 60,
            ExpiryTimestamp: new Date(desk.clock.now() + seconds(60)),
          },
        },
        { Status: 'INACTIVE', Expression: { NotAttributeCondition: AttributeCondition } },
      ],
    },
  })
  desk.ready('agent1', 'agent2')
  expect([desk.state('agent1'), desk.state('agent2')]).toEqual(['Available', 'CONNECTING'])
})

test.each([
  { QueuePriority: 1, QueueTimeAdjustmentSeconds: 1 },
  { RoutingCriteria: { Steps: [{ Expression: {} }] } },
  { QueuePriority: 0 },
])('%j is refused', async data => {
  const ContactId = centre.test.contacts[0]?.contactId ?? ''
  await expect(
    client.send(new UpdateContactRoutingDataCommand({ InstanceId, ContactId, ...data })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' })
})

test('a contact has at most six tags, and those of the system stay', async () => {
  const ContactId = centre.test.contacts[0]?.contactId ?? ''
  const Tags = { a: '1', b: '2', c: '3', d: '4', e: '5', f: '6' }
  await client.send(new TagContactCommand({ InstanceId, ContactId, Tags }))
  await expect(
    client.send(new TagContactCommand({ InstanceId, ContactId, Tags: { g: '7' } })),
  ).rejects.toMatchObject({ name: 'InvalidRequestException' })
  await client.send(new UntagContactCommand({ InstanceId, ContactId, TagKeys: ['a', 'b'] }))
  const { Contact } = await client.send(new DescribeContactCommand({ InstanceId, ContactId }))
  expect(Contact?.Tags).toMatchObject({ c: '3', 'aws:connect:instanceId': InstanceId })
  expect(Contact?.Tags).not.toHaveProperty('a')
})
