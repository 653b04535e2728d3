// An administrator puts users into regions, sites and teams, and finds them and their contacts by those,
// with the official SDK.
import {
  CreateUserCommand,
  CreateUserHierarchyGroupCommand,
  DeleteUserHierarchyGroupCommand,
  DescribeUserCommand,
  DescribeUserHierarchyGroupCommand,
  DescribeUserHierarchyStructureCommand,
  GetCurrentUserDataCommand,
  ListUserHierarchyGroupsCommand,
  PutUserStatusCommand,
  SearchContactsCommand,
  SearchUserHierarchyGroupsCommand,
  SearchUsersCommand,
  UpdateUserHierarchyCommand,
  UpdateUserHierarchyGroupNameCommand,
  UpdateUserHierarchyStructureCommand,
} from '@aws-sdk/client-connect'
import { expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'
import { publishInbound, toQueue } from '../support/flow-actions.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()

const group = async (Name: string, ParentGroupId?: string) => {
  const made = await client.send(
    new CreateUserHierarchyGroupCommand({ InstanceId, Name, ParentGroupId }),
  )
  return made.HierarchyGroupId ?? ''
}
const structure = (...names: readonly string[]) => {
  const levels = ['LevelOne', 'LevelTwo', 'LevelThree', 'LevelFour', 'LevelFive']
  const HierarchyStructure = Object.fromEntries(
    names.map((Name, index) => [levels[index], { Name }]),
  )
  return client.send(new UpdateUserHierarchyStructureCommand({ InstanceId, HierarchyStructure }))
}

test('users are in a team, and so in its site and region, and found by each', async () => {
  await expect(group('Europe')).rejects.toThrow('The hierarchy of users has no level 1.')
  await structure('Region', 'Site', 'Team')
  const { HierarchyStructure } = await client.send(
    new DescribeUserHierarchyStructureCommand({ InstanceId }),
  )
  expect(HierarchyStructure?.LevelTwo).toMatchObject({ Id: '2', Name: 'Site' })
  expect(HierarchyStructure?.LevelFour).toBeUndefined()

  const europe = await group('Europe')
  const berlin = await group('Berlin', europe)
  const sales = await group('Sales', berlin)
  await expect(group('berlin', europe)).rejects.toMatchObject({
    name: 'DuplicateResourceException',
  })
  await expect(group('Too deep', sales)).rejects.toThrow('The hierarchy of users has no level 4.')
  const { HierarchyGroup } = await client.send(
    new DescribeUserHierarchyGroupCommand({ InstanceId, HierarchyGroupId: sales }),
  )
  expect(HierarchyGroup).toMatchObject({
    Name: 'Sales',
    LevelId: '3',
    HierarchyPath: {
      LevelOne: { Id: europe, Name: 'Europe' },
      LevelTwo: { Id: berlin, Name: 'Berlin' },
      LevelThree: { Id: sales, Name: 'Sales' },
    },
  })
  const { UserHierarchyGroupSummaryList } = await client.send(
    new ListUserHierarchyGroupsCommand({ InstanceId }),
  )
  expect(UserHierarchyGroupSummaryList?.map(({ Name }) => Name)).toEqual([
    'Berlin',
    'Europe',
    'Sales',
  ])
  const { UserHierarchyGroups } = await client.send(
    new SearchUserHierarchyGroupsCommand({
      InstanceId,
      SearchCriteria: {
        StringCondition: { FieldName: 'name', Value: 'ber', ComparisonType: 'STARTS_WITH' },
      },
    }),
  )
  expect(UserHierarchyGroups?.map(({ Id }) => Id)).toEqual([berlin])

  const UserId = centre.test.id('agent', 'agent1')
  await client.send(new UpdateUserHierarchyCommand({ InstanceId, UserId, HierarchyGroupId: sales }))
  const { User } = await client.send(new DescribeUserCommand({ InstanceId, UserId }))
  expect(User?.HierarchyGroupId).toBe(sales)
  const found = async (Value: string, HierarchyGroupMatchType: 'EXACT' | 'WITH_CHILD_GROUPS') => {
    const { Users } = await client.send(
      new SearchUsersCommand({
        InstanceId,
        SearchCriteria: { HierarchyGroupCondition: { Value, HierarchyGroupMatchType } },
      }),
    )
    return Users?.map(({ Username }) => Username)
  }
  expect(await found(europe, 'EXACT')).toEqual([])
  expect(await found(europe, 'WITH_CHILD_GROUPS')).toEqual(['agent1'])
  expect(await found(sales, 'EXACT')).toEqual(['agent1'])

  await client.send(
    new PutUserStatusCommand({
      InstanceId,
      UserId,
      AgentStatusId: centre.test.id('agent-state', 'Available'),
    }),
  )
  const { UserDataList } = await client.send(
    new GetCurrentUserDataCommand({ InstanceId, Filters: { UserHierarchyGroups: [berlin] } }),
  )
  expect(UserDataList?.map(({ User: user }) => user?.Id)).toEqual([UserId])

  // What is in use stays.
  const drop = (HierarchyGroupId: string) =>
    client.send(new DeleteUserHierarchyGroupCommand({ InstanceId, HierarchyGroupId }))
  await expect(drop(sales)).rejects.toMatchObject({ name: 'ResourceInUseException' })
  await expect(drop(berlin)).rejects.toMatchObject({ name: 'ResourceInUseException' })
  await expect(structure('Region', 'Site')).rejects.toMatchObject({
    name: 'ResourceInUseException',
  })
  await client.send(
    new UpdateUserHierarchyGroupNameCommand({
      InstanceId,
      HierarchyGroupId: sales,
      Name: 'Service',
    }),
  )
  await client.send(new UpdateUserHierarchyCommand({ InstanceId, UserId }))
  await drop(sales)
  await structure('Region', 'Site')
})

test('a new user is put into a group, which must be there', async () => {
  await structure('Region', 'Site')
  const HierarchyGroupId = await group('Asia')
  const user = (Username: string, groupId: string) =>
    client.send(
      new CreateUserCommand({
        InstanceId,
        Username,
        Password: 'LongEnough1',
        PhoneConfig: { PhoneType: 'SOFT_PHONE' },
        SecurityProfileIds: [centre.test.id('security-profile', 'Agent')],
        RoutingProfileId: centre.test.id('routing-profile', 'Basic Routing Profile'),
        HierarchyGroupId: groupId,
      }),
    )
  await expect(user('nobody', 'no-such-group')).rejects.toThrow(
    'There is no user hierarchy group no-such-group.',
  )
  const { UserId } = await user('akira', HierarchyGroupId)
  const { User } = await client.send(new DescribeUserCommand({ InstanceId, UserId }))
  expect(User?.HierarchyGroupId).toBe(HierarchyGroupId)
})

test('contacts are searched by the groups their agents were in', async () => {
  const HierarchyGroupId = await group('Africa')
  const UserId = centre.test.id('agent', 'agent2')
  await client.send(new UpdateUserHierarchyCommand({ InstanceId, UserId, HierarchyGroupId }))
  const { test: phones } = centre
  phones.ready('agent2')
  publishInbound(phones, ...toQueue(phones.id('queue', 'BasicQueue')))
  const leg = phones.call()
  phones.does('agent2', 'accept')
  phones.hearOut(phones.agentLeg('agent2'))
  phones.hearOut(leg)
  phones.hangUp(leg)
  phones.does('agent2', 'clear')
  const found = async (L1Ids: string[]) => {
    const now = phones.clock.now()
    const { Contacts } = await client.send(
      new SearchContactsCommand({
        InstanceId,
        TimeRange: {
          Type: 'INITIATION_TIMESTAMP',
          StartTime: new Date(now - 3_600_000),
          EndTime: new Date(now + 1),
        },
        SearchCriteria: { AgentHierarchyGroups: { L1Ids } },
      }),
    )
    return Contacts?.map(({ AgentInfo }) => AgentInfo?.Id)
  }
  expect(await found([HierarchyGroupId])).toEqual([UserId])
  expect(await found(['nobody'])).toEqual([])
})
