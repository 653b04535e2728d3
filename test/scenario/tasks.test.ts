// Tasks: work for agents with nobody on the line, in virtual time.
import { beforeEach, describe, expect, test } from 'vitest'
import { minutes, seconds } from '../../src/core/instant.ts'
import type { Json } from '../../src/core/json.ts'
import { TestCentre } from '../support/test-centre.ts'

let centre: TestCentre
beforeEach(async () => {
  centre = await TestCentre.open()
})

const action = (Identifier: string, Type: string, Parameters: Json, NextAction?: string): Json => ({
  Identifier,
  Type,
  Parameters,
  Transitions: {
    ...(NextAction !== undefined && { NextAction }),
    Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'end' }],
  },
})

const end: Json = {
  Identifier: 'end',
  Type: 'DisconnectParticipant',
  Parameters: {},
  Transitions: {},
}

function toQueue(...before: readonly Json[]): string {
  const QueueId = centre.id('queue', 'BasicQueue')
  return centre.publish('Task to queue', [
    ...before,
    action('queue', 'UpdateContactTargetQueue', { QueueId }, 'go'),
    action('go', 'TransferContactToQueue', {}, 'end'),
    end,
  ])
}

const stage = (contactId: string) => centre.centre.view.contact(contactId)?.stage

test('an agent accepts a task, does it, and completes it', () => {
  centre.ready('agent1')
  centre.task(toQueue(), {
    name: 'Send a letter',
    description: 'To Mr Brown',
    references: { order: { Type: 'URL', Value: 'https://shop.example/42' } },
  })
  centre.does('agent1', 'accept')
  centre.clock.advance(minutes(3))
  centre.does('agent1', 'hangUp')
  centre.does('agent1', 'clear')
  expect(centre.effects).toEqual([])
  expect(centre.record()).toMatchObject({
    Channel: 'TASK',
    Name: 'Send a letter',
    Description: 'To Mr Brown',
    References: [{ Name: 'order', Type: 'URL', Value: 'https://shop.example/42' }],
    DisconnectReason: 'AGENT_COMPLETED',
    Agent: { AgentInteractionDuration: 180 },
    TotalPauseCount: 0,
  })
})

test('an agent has 30 s to accept a task', () => {
  centre.ready('agent1')
  centre.task(toQueue())
  centre.clock.advance(seconds(30) - 1)
  expect(centre.state('agent1')).toBe('CONNECTING')
  centre.clock.advance(1)
  expect(centre.state('agent1')).toBe('MISSED')
})

describe('a task for later', () => {
  test('waits for its time, also over a restart', () => {
    centre.ready('agent1')
    const at = centre.clock.now() + minutes(60)
    const task = centre.task(toQueue(), { scheduledAt: at })
    centre.clock.advance(minutes(60) - 1)
    centre.restart()
    expect(centre.state('agent1')).toBe('Available')
    centre.clock.advance(1)
    expect(stage(task)).toBe('offered')
  })

  test('is put off, and cannot be once it has begun', () => {
    const task = centre.task(toQueue(), { scheduledAt: centre.clock.now() + minutes(60) })
    const at = centre.clock.now() + minutes(120)
    centre.tell({ type: 'task.schedule', contactId: task, at })
    centre.clock.advance(minutes(119))
    expect(stage(task)).toBe('flow')
    centre.clock.advance(minutes(1))
    expect(stage(task)).toBe('queued')
    const late = centre.tell({ type: 'task.schedule', contactId: task, at: at + 1 })
    expect(late?.refused).toBe('WrongState')
  })

  test('can be stopped before', () => {
    const task = centre.task(toQueue(), { scheduledAt: centre.clock.now() + minutes(60) })
    centre.tell({ type: 'contact.stop', contactId: task })
    expect(centre.record()).toMatchObject({ ConnectedToSystemTimestamp: null })
    centre.clock.advance(minutes(61))
    expect(centre.finals).toHaveLength(1)
  })
})

describe('a paused task', () => {
  const pause = (contactId: string) => centre.tell({ type: 'task.pause', contactId })
  const resume = (contactId: string) => centre.tell({ type: 'task.resume', contactId })

  function connected(): string {
    centre.ready('agent1')
    const task = centre.task(toQueue())
    centre.does('agent1', 'accept')
    return task
  }

  test('leaves its agent free for another, and is taken up when there is room again', () => {
    const task = connected()
    pause(task)
    expect(centre.state('agent1')).toBe('PAUSED')
    const other = centre.task(centre.id('contact-flow', 'Task to queue'))
    centre.does('agent1', 'accept', other)
    expect(resume(task)?.refused).toBe('WrongState')
    centre.clock.advance(minutes(5))
    centre.does('agent1', 'hangUp', other)
    centre.does('agent1', 'clear', other)
    expect(resume(task)).toBeUndefined()
    centre.does('agent1', 'hangUp', task)
    centre.does('agent1', 'clear', task)
    expect(centre.record(1)).toMatchObject({ TotalPauseCount: 1, TotalPauseDurationInSeconds: 300 })
  })

  test('of a queue is not offered, and keeps its place', () => {
    const first = centre.task(toQueue())
    centre.clock.advance(seconds(1))
    const second = centre.task(centre.id('contact-flow', 'Task to queue'))
    pause(first)
    centre.restart()
    centre.ready('agent1')
    expect(stage(second)).toBe('offered')
    resume(first)
    centre.ready('agent2')
    expect(stage(first)).toBe('offered')
  })

  test('can be completed as it is', () => {
    const task = connected()
    pause(task)
    centre.clock.advance(minutes(1))
    centre.does('agent1', 'hangUp', task)
    expect(centre.state('agent1')).toBe('ENDED')
    centre.does('agent1', 'clear', task)
    expect(centre.record()).toMatchObject({ TotalPauseDurationInSeconds: 60 })
  })

  test('runs the flow chosen for it, at whose end the task is still there', () => {
    const note = centre.publish('Paused', [
      action('set', 'UpdateContactAttributes', { Attributes: { paused: 'yes' } }, 'over'),
      { Identifier: 'over', Type: 'EndFlowExecution', Parameters: {}, Transitions: {} },
      end,
    ])
    const hook = { EventHooks: { PauseContact: note } }
    centre.ready('agent1')
    const task = centre.task(toQueue(action('hook', 'UpdateContactEventHooks', hook, 'queue')))
    centre.does('agent1', 'accept')
    pause(task)
    expect(centre.centre.view.contact(task)).toMatchObject({
      stage: 'connected',
      attributes: { paused: 'yes' },
    })
  })

  test('is taken up by its flow after a while', () => {
    const later = centre.publish('Back in an hour', [
      {
        Identifier: 'wait',
        Type: 'Wait',
        Parameters: { TimeLimitSeconds: '3600' },
        Transitions: {
          NextAction: 'resume',
          Conditions: [
            {
              NextAction: 'resume',
              Condition: { Operator: 'Equals', Operands: ['WaitCompleted'] },
            },
          ],
          Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'end' }],
        },
      },
      action('resume', 'ResumeContact', {}, 'over'),
      { Identifier: 'over', Type: 'EndFlowExecution', Parameters: {}, Transitions: {} },
      end,
    ])
    const hook = { EventHooks: { PauseContact: later } }
    centre.ready('agent1')
    const task = centre.task(toQueue(action('hook', 'UpdateContactEventHooks', hook, 'queue')))
    centre.does('agent1', 'accept')
    pause(task)
    centre.clock.advance(minutes(60))
    expect(centre.state('agent1')).toBe('CONNECTED')
  })

  test('is no call and no chat', () => {
    const caller = centre.call()
    const [contact] = centre.contacts
    expect(pause(contact?.contactId ?? '')?.refused).toBe('WrongState')
    centre.hangUp(caller)
  })
})

test('a task nobody does is over after a week', () => {
  centre.task(toQueue())
  centre.clock.advance(minutes(7 * 24 * 60))
  expect(centre.record()).toMatchObject({ DisconnectReason: 'EXPIRED' })
})

test('a call makes a task, which runs its own flow a moment later', () => {
  const work = toQueue()
  const call = centre.publish('Call', [
    action(
      'make',
      'CreateTask',
      {
        ContactFlowId: work,
        Name: 'Call $.CustomerEndpoint.Address back',
        Attributes: { from: '$.CustomerEndpoint.Address' },
        References: { site: { Type: 'URL', Value: 'https://$.Channel/x' } },
        DelaySeconds: '120',
      },
      'note',
    ),
    action('note', 'UpdateContactAttributes', { Attributes: { made: '$.Task.ContactId' } }, 'end'),
    end,
  ])
  centre.change('phone-number', centre.id('phone-number', '+15550100'), { ContactFlowId: call })
  centre.ready('agent1')
  centre.call('+15551234')
  const made = (centre.record().Attributes as { made?: string }).made ?? ''
  expect(stage(made)).toBe('flow')
  centre.clock.advance(minutes(2))
  expect(stage(made)).toBe('offered')
  expect(centre.centre.view.contact(made)?.record).toMatchObject({
    Name: 'Call +15551234 back',
    InitiationMethod: 'FLOW',
    Attributes: { from: '+15551234' },
    References: [{ Name: 'site', Value: 'https://VOICE/x' }],
    RelatedContactId: centre.record().ContactId,
  })
})

test('a flow that makes a task of itself stops after twelve', () => {
  const flowId = centre.newId()
  const Actions = [
    action('make', 'CreateTask', { ContactFlowId: flowId, Name: 'Again' }, 'end'),
    end,
  ]
  const Content = JSON.stringify({ Version: '2019-10-30', StartAction: 'make', Actions })
  const document = {
    Name: 'Again',
    Type: 'CONTACT_FLOW',
    State: 'ACTIVE',
    Status: 'PUBLISHED',
    Content,
  }
  centre.tell({ type: 'config.put', kind: 'contact-flow', id: flowId, document })
  centre.task(flowId)
  centre.clock.advance(minutes(5))
  expect(centre.finals).toHaveLength(13)
  expect(centre.contacts).toEqual([])
})

test('a task goes on as another one in another queue', () => {
  centre.ready('agent1')
  const task = centre.task(toQueue())
  centre.does('agent1', 'accept')
  const flowId = centre.publish(
    'Onward',
    [action('go', 'TransferContactToQueue', {}, 'end'), end],
    'QUEUE_TRANSFER',
  )
  const newContactId = centre.newId()
  const queueId = centre.id('queue', 'BasicQueue')
  centre.tell({ type: 'contact.transfer', contactId: task, newContactId, flowId, queueId })
  centre.does('agent1', 'clear', task)
  expect(centre.record()).toMatchObject({
    NextContactId: newContactId,
    DisconnectReason: 'AGENT_COMPLETED',
  })
  expect(centre.state('agent1')).toBe('CONNECTING')
})
