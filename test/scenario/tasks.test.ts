// Tasks: work for agents with nobody on the line, in virtual time.
import { beforeEach, describe, expect, test } from 'vitest'
import type { TaskFieldType } from '../../src/core/directory/task-template.ts'
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

test('an agent puts a task aside, takes another, and goes on when there is room again', () => {
  centre.ready('agent1')
  const first = centre.task(toQueue(), { name: 'First' })
  centre.does('agent1', 'accept')
  centre.does('agent1', 'hold')
  expect(centre.state('agent1')).toBe('PAUSED')
  centre.task(toQueue(), { name: 'Second' })
  centre.does('agent1', 'accept', centre.agent('agent1').contacts[1]?.contactId)
  expect(centre.agent('agent1').contacts.map(each => [each.name, each.state])).toEqual([
    ['First', 'PAUSED'],
    ['Second', 'CONNECTED'],
  ])
  const agentId = centre.user('agent1')
  const goOn = () => centre.tell({ type: 'agent.resume', agentId, contactId: first })
  expect(goOn()?.refused).toBe('WrongState')
  centre.does('agent1', 'hangUp', centre.agent('agent1').contacts[1]?.contactId)
  centre.does('agent1', 'clear', centre.agent('agent1').contacts[1]?.contactId)
  expect(goOn()).toBeUndefined()
  expect(centre.state('agent1')).toBe('CONNECTED')
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

  test('may be put to another time twenty times, and no more', () => {
    const day = minutes(24 * 60)
    const task = centre.task(toQueue(), { scheduledAt: centre.clock.now() + day })
    const putOff = (days: number) =>
      centre.tell({ type: 'task.schedule', contactId: task, at: centre.clock.now() + days * day })
    for (let count = 1; count <= 20; count++) expect(putOff(1 + count)).toBeUndefined()
    expect(putOff(90)?.refused).toBe('LimitExceeded')
    centre.clock.advance(21 * day)
    expect(stage(task)).toBe('queued')
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

  test('runs the flow that whoever puts it aside names, in place of its own', () => {
    const noting = (note: string) =>
      centre.publish(note, [
        action('set', 'UpdateContactAttributes', { Attributes: { [note]: 'yes' } }, 'over'),
        { Identifier: 'over', Type: 'EndFlowExecution', Parameters: {}, Transitions: {} },
        end,
      ])
    const hook = { EventHooks: { PauseContact: noting('own') } }
    centre.ready('agent1')
    const task = centre.task(toQueue(action('hook', 'UpdateContactEventHooks', hook, 'queue')))
    centre.does('agent1', 'accept')
    centre.tell({ type: 'task.pause', contactId: task, flowId: noting('asked') })
    expect(centre.centre.view.contact(task)?.attributes).toEqual({ asked: 'yes' })
    centre.tell({ type: 'task.resume', contactId: task, flowId: noting('back') })
    expect(centre.centre.view.contact(task)?.attributes).toEqual({ asked: 'yes', back: 'yes' })
  })

  test('ends when its time is over, and its agent is free', () => {
    centre.ready('agent1')
    const task = centre.task(toQueue(), { limitMs: minutes(30) })
    centre.does('agent1', 'accept')
    centre.clock.advance(minutes(10))
    pause(task)
    centre.restart()
    centre.clock.advance(minutes(20))
    expect(centre.state('agent1')).toBe('ENDED')
    centre.does('agent1', 'clear')
    expect(centre.state('agent1')).toBe('Available')
    expect(centre.record()).toMatchObject({
      DisconnectReason: 'EXPIRED',
      TotalPauseDurationInSeconds: 1200,
    })
  })

  test('that is stopped or handed on takes nothing of its agent with it', () => {
    const first = connected()
    pause(first)
    centre.tell({ type: 'contact.stop', contactId: first })
    expect(centre.state('agent1')).toBe('ENDED')
    centre.does('agent1', 'clear', first)
    const second = centre.task(centre.id('contact-flow', 'Task to queue'))
    centre.does('agent1', 'accept', second)
    pause(second)
    const newContactId = centre.newId()
    const flowId = centre.id('contact-flow', 'Task to queue')
    centre.tell({ type: 'contact.transfer', contactId: second, newContactId, flowId })
    centre.does('agent1', 'clear', second)
    expect(centre.agent('agent1').contacts).toMatchObject([{ contactId: newContactId }])
    expect(centre.centre.view.contact(newContactId)?.isPaused).toBe(false)
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

test('a task nobody does is over after a week, or after as much as ninety days', () => {
  const week = minutes(7 * 24 * 60)
  centre.task(toQueue())
  const long = centre.task(centre.id('contact-flow', 'Task to queue'), { limitMs: 100 * week })
  centre.clock.advance(week)
  expect(centre.record()).toMatchObject({ DisconnectReason: 'EXPIRED' })
  centre.restart()
  centre.clock.advance(minutes(83 * 24 * 60) - 1)
  expect(stage(long)).toBe('queued')
  centre.clock.advance(1)
  expect(centre.record(1)).toMatchObject({ DisconnectReason: 'EXPIRED' })
  expect(centre.contacts).toEqual([])
})

test('a task is handed on eleven times, and stays where it is when asked once more', () => {
  const flowId = toQueue()
  let task = centre.task(flowId)
  const handOn = () => {
    const newContactId = centre.newId()
    const refused = centre.tell({
      type: 'contact.transfer',
      contactId: task,
      newContactId,
      flowId,
    })
    if (!refused) task = newContactId
    return refused
  }
  for (let count = 0; count < 11; count++) expect(handOn()).toBeUndefined()
  centre.restart()
  expect(handOn()?.refused).toBe('LimitExceeded')
  expect(stage(task)).toBe('queued')
  expect(centre.contacts).toHaveLength(1)
  expect(centre.finals).toHaveLength(11)
})

describe('a template', () => {
  const field = (Name: string, Type: TaskFieldType) => ({ Id: { Name }, Type })

  function template(flowId: string): string {
    const id = centre.newId()
    const document = {
      Name: 'Complaint',
      Status: 'ACTIVE',
      ContactFlowId: flowId,
      Fields: [
        field('Title', 'NAME'),
        field('Order', 'NUMBER'),
        field('Ends', 'EXPIRY_DURATION'),
        { ...field('Mood', 'SINGLE_SELECT'), SingleSelectOptions: ['angry', 'calm'] },
      ],
      Constraints: {
        RequiredFields: [{ Id: { Name: 'Order' } }],
        ReadOnlyFields: [{ Id: { Name: 'Mood' } }],
      },
      Defaults: {
        DefaultFieldValues: [
          { Id: { Name: 'Mood' }, DefaultValue: 'angry' },
          { Id: { Name: 'Ends' }, DefaultValue: '60' },
        ],
      },
    }
    centre.tell({ type: 'config.put', kind: 'task-template', id, document })
    return id
  }

  const made = (References: Json) => {
    const TaskTemplateId = template(toQueue())
    const maker = centre.publish('Maker', [
      action('make', 'CreateTask', { TaskTemplateId, Name: 'Late again', References }, 'end'),
      end,
    ])
    centre.task(maker)
    centre.clock.advance(1)
    return centre.contacts
  }

  test('fills in what its tasks leave out, wherever they are made', () => {
    const [task] = made({ Order: { Type: 'NUMBER', Value: '42' } })
    expect(task).toMatchObject({
      stage: 'queued',
      record: {
        Name: 'Late again',
        TaskTemplateInfo: { Name: 'Complaint' },
        References: [
          { Name: 'Order', Type: 'NUMBER', Value: '42' },
          { Name: 'Mood', Type: 'STRING', Value: 'angry' },
        ],
      },
    })
    centre.clock.advance(minutes(60))
    expect(centre.contacts).toEqual([])
  })

  test.each<[string, Json]>([
    ['without what it requires', {}],
    ['with a number that is none', { Order: { Type: 'NUMBER', Value: 'many' } }],
    [
      'with something it fixes',
      { Order: { Type: 'NUMBER', Value: '1' }, Mood: { Type: 'STRING', Value: 'calm' } },
    ],
  ])('makes no task %s', (_, references) => {
    expect(made(references)).toEqual([])
  })
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
