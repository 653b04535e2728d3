// Users whose security profile shows them only what has certain tags, or is below one group: through the
// unmodified SDK, with an access key of theirs.
import {
  CreateQueueCommand,
  CreateSecurityProfileCommand,
  CreateUserHierarchyGroupCommand,
  DescribeQueueCommand,
  DescribeUserCommand,
  ListQueuesCommand,
  SearchQueuesCommand,
  SearchUsersCommand,
  UpdateQueueNameCommand,
  UpdateSecurityProfileCommand,
  UpdateUserHierarchyCommand,
  UpdateUserHierarchyStructureCommand,
} from '@aws-sdk/client-connect'
import { expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()
const HoursOfOperationId = centre.test.id('operating-hours', 'Basic Hours')
const Permissions = [
  'Queues.View',
  'Queues.Create',
  'Queues.Edit',
  'Users.View',
  'SecurityProfiles.Edit',
]
const denied = { name: 'AccessDeniedException' }

/** A client that signs as the user, who has a profile of their own. */
async function signedAs(user: string, restrictions: object) {
  const made = await client.send(
    new CreateSecurityProfileCommand({
      InstanceId,
      SecurityProfileName: `of ${user}`,
      Permissions,
      ...restrictions,
    }),
  )
  const profileId = made.SecurityProfileId ?? ''
  const Owner = centre.test.user(user)
  centre.test.change('agent', Owner, { SecurityProfileIds: [profileId] })
  const document = { SecretAccessKey: 'own', Owner }
  centre.test.tell({ type: 'config.put', kind: 'access-key', id: `KEY-${user}`, document })
  const credentials = { accessKeyId: `KEY-${user}`, secretAccessKey: 'own' }
  return { client: centre.client({ credentials }), profileId }
}

async function newQueue(by: typeof client, Name: string, Tags?: Record<string, string>) {
  const input = { InstanceId, Name, HoursOfOperationId, ...(Tags && { Tags }) }
  const made = await by.send(new CreateQueueCommand(input))
  return made.QueueId ?? ''
}

test('queues with other tags are not there for who may see some tags only', async () => {
  const sales = await newQueue(client, 'Sales', { team: 'sales' })
  const help = await newQueue(client, 'Help', { team: 'help' })
  const { client: own } = await signedAs('agent1', {
    AllowedAccessControlTags: { team: 'sales' },
    TagRestrictedResources: ['Queue'],
  })
  const { QueueSummaryList } = await own.send(new ListQueuesCommand({ InstanceId }))
  expect(QueueSummaryList?.map(({ Name }) => Name)).toEqual(['Sales'])
  const { Queues, ApproximateTotalCount } = await own.send(new SearchQueuesCommand({ InstanceId }))
  expect([Queues?.map(({ Name }) => Name), ApproximateTotalCount]).toEqual([['Sales'], 1])
  await own.send(new UpdateQueueNameCommand({ InstanceId, QueueId: sales, Name: 'Sales 2' }))
  for (const command of [
    new DescribeQueueCommand({ InstanceId, QueueId: help }),
    new UpdateQueueNameCommand({ InstanceId, QueueId: help, Name: 'Mine' }),
  ]) {
    await expect(own.send(command as DescribeQueueCommand)).rejects.toMatchObject(denied)
  }
  await expect(newQueue(own, 'Unseen')).rejects.toMatchObject(denied)
  await newQueue(own, 'Seen', { team: 'sales' })
})

test('what restricts a user cannot be lifted by that user', async () => {
  const { client: own, profileId } = await signedAs('agent2', {
    AllowedAccessControlTags: { team: 'sales' },
    TagRestrictedResources: ['Queue'],
  })
  const lift = { InstanceId, SecurityProfileId: profileId, TagRestrictedResources: [] }
  await expect(own.send(new UpdateSecurityProfileCommand(lift))).rejects.toMatchObject(denied)
  const other = {
    ...lift,
    TagRestrictedResources: ['Queue'],
    AllowedAccessControlTags: { team: 'help' },
  }
  await expect(own.send(new UpdateSecurityProfileCommand(other))).rejects.toMatchObject(denied)
  const unknown = { ...lift, TagRestrictedResources: ['Weather'] }
  await expect(client.send(new UpdateSecurityProfileCommand(unknown))).rejects.toThrow(/Weather/)
})

test('supervisors of a group see its people, and themselves', async () => {
  const HierarchyStructure = { LevelOne: { Name: 'Site' }, LevelTwo: { Name: 'Team' } }
  await client.send(new UpdateUserHierarchyStructureCommand({ InstanceId, HierarchyStructure }))
  const group = async (Name: string, ParentGroupId?: string) => {
    const input = { InstanceId, Name, ...(ParentGroupId && { ParentGroupId }) }
    return (await client.send(new CreateUserHierarchyGroupCommand(input))).HierarchyGroupId ?? ''
  }
  const site = await group('North')
  const team = await group('North 1', site)
  const UserId = centre.test.user('agent1')
  await client.send(new UpdateUserHierarchyCommand({ InstanceId, UserId, HierarchyGroupId: team }))
  const { client: own } = await signedAs('supervisor', {
    AllowedAccessControlHierarchyGroupId: site,
    HierarchyRestrictedResources: ['User'],
  })
  const { Users } = await own.send(new SearchUsersCommand({ InstanceId }))
  expect(Users?.map(({ Username }) => Username).sort()).toEqual(['agent1', 'supervisor'])
  const other = { InstanceId, UserId: centre.test.user('agent2') }
  await expect(own.send(new DescribeUserCommand(other))).rejects.toMatchObject(denied)
})
