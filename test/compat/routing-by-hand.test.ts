// Queues for manual assignment, turns by last inbound contact, and contacts put away, with the official SDK.
import {
  AssociateRoutingProfileQueuesCommand,
  CreateRoutingProfileCommand,
  DescribeRoutingProfileCommand,
  DisassociateRoutingProfileQueuesCommand,
  DismissUserContactCommand,
  ListRoutingProfileManualAssignmentQueuesCommand,
  UpdateRoutingProfileAgentAvailabilityTimerCommand,
} from '@aws-sdk/client-connect'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { associateContactWithUser } from '../../src/api/operation/associate-contact-with-user.ts'
import { type ApiCentre, startApiCentre } from '../support/api-centre.ts'
import { publish, toQueue } from '../support/flow-actions.ts'

let centre: ApiCentre
beforeAll(async () => {
  centre = await startApiCentre()
})
afterAll(() => centre.close())

test('a routing profile has queues for manual assignment, and a timer', async () => {
  const client = centre.client()
  const { instanceId: InstanceId, test: inside } = centre
  const QueueId = inside.id('queue', 'BasicQueue')
  const task = { QueueReference: { QueueId, Channel: 'TASK' as const } }
  const chat = { QueueReference: { QueueId, Channel: 'CHAT' as const } }
  const { RoutingProfileId } = await client.send(
    new CreateRoutingProfileCommand({
      InstanceId,
      Name: 'By hand',
      Description: 'Takes tasks',
      DefaultOutboundQueueId: QueueId,
      MediaConcurrencies: [{ Channel: 'TASK', Concurrency: 2 }],
      ManualAssignmentQueueConfigs: [task],
    }),
  )
  const id = { InstanceId, RoutingProfileId }
  const queues = async () => {
    const listed = await client.send(new ListRoutingProfileManualAssignmentQueuesCommand(id))
    return listed.RoutingProfileManualAssignmentQueueConfigSummaryList?.map(
      each => `${each.QueueName} ${each.Channel}`,
    )
  }
  expect(await queues()).toEqual(['BasicQueue TASK'])
  await client.send(
    new AssociateRoutingProfileQueuesCommand({ ...id, ManualAssignmentQueueConfigs: [chat] }),
  )
  expect(await queues()).toEqual(['BasicQueue CHAT', 'BasicQueue TASK'])
  await client.send(
    new DisassociateRoutingProfileQueuesCommand({
      ...id,
      ManualAssignmentQueueReferences: [task.QueueReference],
    }),
  )
  expect(await queues()).toEqual(['BasicQueue CHAT'])
  const shown = async () =>
    (await client.send(new DescribeRoutingProfileCommand(id))).RoutingProfile
  expect(await shown()).toMatchObject({
    AgentAvailabilityTimer: 'TIME_SINCE_LAST_ACTIVITY',
    NumberOfAssociatedManualAssignmentQueues: 1,
    AssociatedManualAssignmentQueueIds: [QueueId],
  })
  await client.send(
    new UpdateRoutingProfileAgentAvailabilityTimerCommand({
      ...id,
      AgentAvailabilityTimer: 'TIME_SINCE_LAST_INBOUND',
    }),
  )
  expect((await shown())?.AgentAvailabilityTimer).toBe('TIME_SINCE_LAST_INBOUND')
  await expect(
    client.send(
      new AssociateRoutingProfileQueuesCommand({
        ...id,
        ManualAssignmentQueueConfigs: [{ QueueReference: { QueueId, Channel: 'VOICE' } }],
      }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' })
})

test('a missed contact is dismissed for the agent, and one that goes on is not', async () => {
  const client = centre.client()
  const { instanceId: InstanceId, test: inside } = centre
  const basic = inside.id('queue', 'BasicQueue')
  const flowId = publish(inside, { name: 'tasks' }, ...toQueue(basic))
  const ContactId = inside.task(flowId)
  const UserId = inside.user('agent1')
  inside.ready('agent1')
  inside.does('agent1', 'reject')
  const dismiss = new DismissUserContactCommand({ InstanceId, UserId, ContactId })
  await client.send(dismiss)
  expect(inside.agent('agent1').contacts).toMatchObject([{ state: 'CONNECTING' }])
  await expect(client.send(dismiss)).rejects.toMatchObject({ name: 'InvalidRequestException' })
  inside.does('agent1', 'reject')
  await client.send(dismiss)
  inside.setStatus('agent1', 'Offline')
})

test('an agent takes by hand what waits in queues for that, and nothing else', async () => {
  const { instanceId: InstanceId, test: inside } = centre
  const basic = inside.id('queue', 'BasicQueue')
  const flowId = publish(inside, { name: 'to be taken' }, ...toQueue(basic))
  const ContactId = inside.task(flowId)
  const UserId = inside.user('agent2')
  inside.tell({ type: 'agent.reachable', agentId: UserId, reachable: true })
  const context = centre.context({ arn: 'agent2', userId: UserId })
  const take = async () => {
    const taken = await associateContactWithUser({ InstanceId, ContactId, UserId }, context)
    if (!('inputs' in taken)) throw new Error('nothing would change')
    return taken.inputs
  }
  await expect(take()).rejects.toMatchObject({ name: 'AccessDeniedException' })
  const profile = inside.id('routing-profile', 'Basic Routing Profile')
  inside.change('routing-profile', profile, {
    ManualAssignmentQueueConfigs: [{ QueueId: basic, Channel: 'TASK' }],
  })
  expect(await take()).toEqual([{ type: 'contact.assign', contactId: ContactId, agentId: UserId }])
  inside.tell({ type: 'contact.stop', contactId: ContactId })
})
