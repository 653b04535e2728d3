// E-mail addresses and who may read history elsewhere: kept, shown, found and refused, through the AWS SDK
// as it comes.
import {
  AssociateAnalyticsDataSetCommand,
  AssociateEmailAddressAliasCommand,
  AssociateQueueEmailAddressesCommand,
  BatchAssociateAnalyticsDataSetCommand,
  BatchDisassociateAnalyticsDataSetCommand,
  CreateEmailAddressCommand,
  CreateQueueCommand,
  DeleteEmailAddressCommand,
  DescribeEmailAddressCommand,
  DescribeQueueCommand,
  DisassociateAnalyticsDataSetCommand,
  DisassociateEmailAddressAliasCommand,
  DisassociateQueueEmailAddressesCommand,
  ListAnalyticsDataAssociationsCommand,
  ListAnalyticsDataLakeDataSetsCommand,
  ListQueueEmailAddressesCommand,
  ListTagsForResourceCommand,
  SearchEmailAddressesCommand,
  StartOutboundEmailContactCommand,
  UpdateEmailAddressMetadataCommand,
  UpdateQueueOutboundEmailConfigCommand,
} from '@aws-sdk/client-connect'
import { expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()
const QueueId = centre.test.id('queue', 'BasicQueue')
const refused = (name: string) => ({ name })

async function address(EmailAddress: string, more: object = {}): Promise<string> {
  const made = await client.send(
    new CreateEmailAddressCommand({ InstanceId, EmailAddress, ...more }),
  )
  return made.EmailAddressId ?? ''
}

const described = (EmailAddressId: string) =>
  client.send(new DescribeEmailAddressCommand({ InstanceId, EmailAddressId }))
const deleted = (EmailAddressId: string) =>
  client.send(new DeleteEmailAddressCommand({ InstanceId, EmailAddressId }))

test('an address is made, shown, found, changed and deleted', async () => {
  const more = { DisplayName: 'Help', Description: 'For all', Tags: { team: 'a' } }
  const EmailAddressId = await address('help@shop.example', more)
  await expect(address('HELP@shop.example')).rejects.toMatchObject(
    refused('DuplicateResourceException'),
  )
  const shown = await described(EmailAddressId)
  expect(shown).toMatchObject({
    EmailAddress: 'help@shop.example',
    ...more,
    AliasConfigurations: [],
  })
  expect(Date.parse(shown.CreateTimestamp ?? '')).not.toBeNaN()
  const { tags } = await client.send(
    new ListTagsForResourceCommand({ resourceArn: shown.EmailAddressArn }),
  )
  expect(tags).toEqual({ team: 'a' })
  await client.send(
    new UpdateEmailAddressMetadataCommand({ InstanceId, EmailAddressId, DisplayName: 'Support' }),
  )
  expect(await described(EmailAddressId)).toMatchObject({
    DisplayName: 'Support',
    Description: 'For all',
  })
  await address('sales@shop.example')
  const found = (SearchCriteria: object) =>
    client.send(new SearchEmailAddressesCommand({ InstanceId, SearchCriteria }))
  const StringCondition = {
    FieldName: 'emailAddress',
    Value: 'help',
    ComparisonType: 'STARTS_WITH',
  }
  expect((await found({ StringCondition })).EmailAddresses).toMatchObject([
    { EmailAddressId, EmailAddress: 'help@shop.example' },
  ])
  const first = await client.send(new SearchEmailAddressesCommand({ InstanceId, MaxResults: 1 }))
  const { NextToken } = first
  const next = await client.send(
    new SearchEmailAddressesCommand({ InstanceId, MaxResults: 1, NextToken }),
  )
  const pages = [first, next].flatMap(({ EmailAddresses = [] }) => EmailAddresses)
  expect(pages.map(({ EmailAddress }) => EmailAddress)).toEqual([
    'help@shop.example',
    'sales@shop.example',
  ])
  await deleted(EmailAddressId)
  await expect(described(EmailAddressId)).rejects.toMatchObject(
    refused('ResourceNotFoundException'),
  )
  await expect(address('no address')).rejects.toMatchObject(refused('InvalidParameterException'))
})

test('an address has one alias, which has none and stays while it is one', async () => {
  const [EmailAddressId, alias, third] = [
    await address('one@shop.example'),
    await address('uno@shop.example'),
    await address('eins@shop.example'),
  ]
  const associate = (of: string, to: string) =>
    client.send(
      new AssociateEmailAddressAliasCommand({
        InstanceId,
        EmailAddressId: of,
        AliasConfiguration: { EmailAddressId: to },
      }),
    )
  await associate(EmailAddressId, alias)
  expect(await described(EmailAddressId)).toMatchObject({
    AliasConfigurations: [{ EmailAddressId: alias }],
  })
  const conflict = refused('ResourceConflictException')
  await expect(associate(EmailAddressId, third)).rejects.toMatchObject(conflict)
  await expect(associate(alias, third)).rejects.toMatchObject(conflict)
  await expect(associate(third, alias)).rejects.toMatchObject(conflict)
  await expect(associate(third, EmailAddressId)).rejects.toMatchObject(conflict)
  await expect(associate(third, third)).rejects.toMatchObject(refused('InvalidRequestException'))
  await expect(deleted(alias)).rejects.toMatchObject(conflict)
  const AliasConfiguration = { EmailAddressId: alias }
  const apart = { InstanceId, EmailAddressId, AliasConfiguration }
  await client.send(new DisassociateEmailAddressAliasCommand(apart))
  await expect(client.send(new DisassociateEmailAddressAliasCommand(apart))).rejects.toMatchObject(
    refused('ResourceNotFoundException'),
  )
  await deleted(alias)
})

test('a queue has addresses, and one as which its agents would write', async () => {
  const [a, b] = [await address('a@shop.example'), await address('b@shop.example')]
  const config = (...ids: string[]) => ids.map(EmailAddressId => ({ EmailAddressId }))
  await client.send(
    new AssociateQueueEmailAddressesCommand({
      InstanceId,
      QueueId,
      EmailAddressesConfig: config(a, b),
    }),
  )
  await client.send(
    new UpdateQueueOutboundEmailConfigCommand({
      InstanceId,
      QueueId,
      OutboundEmailConfig: { OutboundEmailAddressId: b },
    }),
  )
  const listed = async (id = QueueId) => {
    const { EmailAddressMetadataList = [] } = await client.send(
      new ListQueueEmailAddressesCommand({ InstanceId, QueueId: id }),
    )
    return new Map(EmailAddressMetadataList.map(each => [each.Id, each.IsDefaultOutboundEmail]))
  }
  expect(await listed()).toEqual(
    new Map([
      [a, false],
      [b, true],
    ]),
  )
  const { Queue } = await client.send(new DescribeQueueCommand({ InstanceId, QueueId }))
  expect(Queue?.OutboundEmailConfig).toEqual({ OutboundEmailAddressId: b })
  await expect(deleted(a)).rejects.toMatchObject(refused('ResourceConflictException'))
  await client.send(
    new DisassociateQueueEmailAddressesCommand({ InstanceId, QueueId, EmailAddressesId: [a] }),
  )
  expect(await listed()).toEqual(new Map([[b, true]]))
  await deleted(a)
  const unknown = { InstanceId, QueueId, EmailAddressesConfig: config('nobody') }
  await expect(client.send(new AssociateQueueEmailAddressesCommand(unknown))).rejects.toMatchObject(
    refused('ResourceNotFoundException'),
  )
  const made = await client.send(
    new CreateQueueCommand({
      InstanceId,
      Name: 'Mail',
      HoursOfOperationId: centre.test.id('operating-hours', 'Basic Hours'),
      EmailAddressesConfig: config(b),
    }),
  )
  expect(await listed(made.QueueId)).toEqual(new Map([[b, false]]))
})

test('no mail goes, and whoever asks for it is told so', async () => {
  const asked = {
    InstanceId,
    ContactId: 'c',
    DestinationEmailAddress: { EmailAddress: 'to@shop.example' },
    EmailMessage: {
      MessageSourceType: 'RAW' as const,
      RawMessage: { Subject: 's', Body: 'b', ContentType: 'text/plain' },
    },
  }
  await expect(client.send(new StartOutboundEmailContactCommand(asked))).rejects.toMatchObject(
    refused('NotImplementedException'),
  )
})

test('data sets are associated with accounts, one or several at once, and listed', async () => {
  const sets = await client.send(new ListAnalyticsDataLakeDataSetsCommand({ InstanceId }))
  expect(sets.Results).toContainEqual({
    DataSetId: 'contact_record',
    DataSetName: 'Contact record',
  })
  const TargetAccountId = '111122223333'
  const one = { InstanceId, DataSetId: 'users', TargetAccountId }
  expect(await client.send(new AssociateAnalyticsDataSetCommand(one))).toMatchObject({
    DataSetId: 'users',
    TargetAccountId,
  })
  const batch = { InstanceId, DataSetIds: ['contact_record', 'nothing'], TargetAccountId }
  expect(await client.send(new BatchAssociateAnalyticsDataSetCommand(batch))).toMatchObject({
    Created: [{ DataSetId: 'contact_record', TargetAccountId }],
    Errors: [{ ErrorCode: 'ResourceNotFoundException' }],
  })
  const listed = async (more: object = {}) => {
    const asked = { InstanceId, ...more }
    const { Results } = await client.send(new ListAnalyticsDataAssociationsCommand(asked))
    return Results?.map(({ DataSetId }) => DataSetId)
  }
  expect(await listed()).toEqual(['contact_record', 'users'])
  expect(await listed({ DataSetId: 'users' })).toEqual(['users'])
  await client.send(new DisassociateAnalyticsDataSetCommand(one))
  await expect(client.send(new DisassociateAnalyticsDataSetCommand(one))).rejects.toMatchObject(
    refused('ResourceNotFoundException'),
  )
  expect(await client.send(new BatchDisassociateAnalyticsDataSetCommand(batch))).toMatchObject({
    Deleted: ['contact_record'],
    Errors: [{ ErrorCode: 'ResourceNotFoundException' }],
  })
  expect(await listed()).toEqual([])
  await expect(
    client.send(new AssociateAnalyticsDataSetCommand({ ...one, TargetAccountId: 'me' })),
  ).rejects.toMatchObject(refused('InvalidParameterException'))
})
