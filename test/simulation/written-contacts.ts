// Chats and tasks among the stories: customers write, leave and come back, bots come and go, tasks are
// put aside and handed on, and routing profiles let channels mix or keep them apart.
import { expect } from 'vitest'
import type { Json, JsonObject } from '../../src/core/json.ts'
import type { TestCentre } from '../support/test-centre.ts'

export const WRITTEN = [
  ...['chat', 'chat', 'chatWithView', 'task', 'task', 'taskLater', 'taskOfTask'],
  ...['write', 'write', 'answerView', 'leave', 'botJoins', 'botLeaves', 'quietLimits'],
  ...['chatWithSurvey', 'lookOn', 'lookOn', 'bargeIn', 'lookOnly', 'askIn', 'askIn', 'dropAsked'],
  ...['pause', 'pause', 'resume', 'transfer', 'mix', 'keepApart', 'startAgain', 'putOff', 'assign'],
] as const

/** What an agent does with one of several contacts in hand. */
export const HANDLED = [
  'accept',
  'accept',
  'accept',
  'reject',
  'hangUp',
  'hangUp',
  'clear',
] as const

/** Those whose doings the story follows. */
const AT_WORK = ['agent1', 'agent2', 'supervisor']

const RESPONSE = 'application/vnd.amazonaws.connect.message.interactive.response'
const MIXED = { CrossChannelBehavior: { BehaviorType: 'ROUTE_ANY_CHANNEL' } }
const SLOTS: Readonly<Record<string, number>> = { VOICE: 1, CHAT: 2, TASK: 2 }

const branch = (value: string, NextAction: string): JsonObject => {
  return { NextAction, Condition: { Operator: 'Equals', Operands: [value] } }
}

function step(
  Identifier: string,
  Type: string,
  Parameters: JsonObject,
  next: string,
  Conditions: readonly JsonObject[] = [],
): JsonObject {
  const errors = ['NoMatchingError', 'NoMatchingCondition', 'TimeLimitExceeded']
  const Errors = errors.map(ErrorType => ({ ErrorType, NextAction: next }))
  return { Identifier, Type, Parameters, Transitions: { NextAction: next, Errors, Conditions } }
}

const END: JsonObject = {
  Identifier: 'end',
  Type: 'DisconnectParticipant',
  Parameters: {},
  Transitions: {},
}

export class WrittenStory {
  readonly #centre: TestCentre
  readonly #flows: Readonly<Record<'chat' | 'view' | 'task' | 'maker' | 'onward', string>>
  readonly #queueId: string
  /** Each with the participant that its customer is. */
  readonly #chats = new Map<string, string>()
  /** Contacts by which agents were asked into chats, with the customer of the chat. */
  readonly #asked = new Map<string, string>()
  #bots = 0
  #everMixed: boolean = false

  constructor(centre: TestCentre) {
    this.#centre = centre
    this.#queueId = centre.id('queue', 'BasicQueue')
    this.#flows = this.#publish()
    this.#setChannels({})
  }

  take(what: (typeof WRITTEN)[number], who: number): void {
    const centre = this.#centre
    switch (what) {
      case 'chat':
        return this.#startChat(this.#flows.chat)
      case 'chatWithView':
        return this.#startChat(this.#flows.view)
      case 'chatWithSurvey':
        return this.#startChat(this.#flows.chat, { outlastsAgent: true })
      case 'task':
        centre.task(this.#flows.task)
        return
      case 'taskOfTask':
        centre.task(this.#flows.maker)
        return
      case 'taskLater':
        centre.task(this.#flows.task, { scheduledAt: centre.clock.now() + 60_000 })
        return
      case 'mix':
        this.#everMixed = true
        return this.#setChannels(MIXED)
      case 'keepApart':
        return this.#setChannels({})
      default:
        return this.#happens(what, who)
    }
  }

  #happens(
    what: Exclude<
      (typeof WRITTEN)[number],
      | 'chat'
      | 'chatWithView'
      | 'chatWithSurvey'
      | 'task'
      | 'taskOfTask'
      | 'taskLater'
      | 'mix'
      | 'keepApart'
    >,
    who: number,
  ): void {
    const centre = this.#centre
    const contacts = centre.contacts.filter(({ channel }) => channel !== 'VOICE')
    const contactId = contacts[who % Math.max(1, contacts.length)]?.contactId ?? 'none'
    const participantId = this.#chats.get(contactId) ?? this.#asked.get(contactId) ?? 'nobody'
    switch (what) {
      case 'write':
        centre.tell({ type: 'chat.message', contactId, participantId, contentType: 'text/plain' })
        return
      case 'answerView': {
        const content = JSON.stringify({ action: 'Next' })
        centre.tell({
          type: 'chat.message',
          contactId,
          participantId,
          contentType: RESPONSE,
          content,
        })
        return
      }
      case 'leave':
        centre.tell({ type: 'chat.left', contactId, participantId })
        return
      case 'botJoins': {
        const bot = { participantId: `bot-${++this.#bots}`, role: 'CUSTOM_BOT', displayName: 'Bot' }
        centre.tell({ type: 'chat.joined', contactId, ...bot, role: 'CUSTOM_BOT' })
        return
      }
      case 'botLeaves':
        centre.tell({ type: 'chat.left', contactId, participantId: `bot-${this.#bots}` })
        return
      case 'quietLimits':
        centre.tell({
          type: 'chat.quietLimits',
          contactId,
          limits: [
            { role: 'CUSTOMER', limit: 'idle', afterMs: 20_000 },
            { role: 'AGENT', limit: 'disconnect', afterMs: 50_000 },
          ],
        })
        return
      case 'pause':
      case 'resume':
        centre.tell({ type: `task.${what}`, contactId })
        return
      case 'putOff':
        centre.tell({ type: 'task.schedule', contactId, at: centre.clock.now() + 30_000 })
        return
      case 'assign': {
        centre.tell({ type: 'contact.assign', contactId, agentId: this.#someAgent(who) })
        return
      }
      case 'transfer':
        return this.#transfer(contactId)
      case 'lookOn': {
        const agentId = this.#someAgent(who)
        const monitorId = centre.newId()
        const mayBarge = who % 2 === 0
        const monitor = { agentId, monitorId, participantId: `s-${monitorId}`, mayBarge }
        centre.tell({ type: 'contact.monitor', contactId, ...monitor })
        return
      }
      case 'bargeIn':
      case 'lookOnly': {
        const agentId = this.#someAgent(who)
        const barges = what === 'bargeIn'
        for (const held of centre.centre.view.agent(agentId)?.contacts ?? []) {
          if (held.initiationMethod !== 'MONITOR') continue
          centre.tell({ type: 'agent.monitor', agentId, contactId: held.contactId, barges })
        }
        return
      }
      case 'askIn':
      case 'dropAsked':
        return this.#asksIn(contactId, { who, drops: what === 'dropAsked' })
      default: {
        const again = { flowId: this.#flows.chat, participantId, displayName: 'Again' }
        // What is due by now may end it first.
        centre.tell({ type: 'time.passed' })
        if (!centre.contacts.some(each => each.contactId === contactId)) return
        const refused = centre.tell({ type: 'chat.started', contactId, ...again })
        expect(refused?.refused, 'a second contact of one id').toBe('AlreadyThere')
      }
    }
  }

  #someAgent(who: number): string {
    const agents = [...this.#centre.centre.view.agents()].filter(({ username }) =>
      AT_WORK.includes(username),
    )
    return agents[who % agents.length]?.agentId ?? 'nobody'
  }

  #asksIn(contactId: string, { who, drops }: { readonly who: number; readonly drops: boolean }) {
    const centre = this.#centre
    const agentId = centre.centre.view.contact(contactId)?.agentId ?? 'nobody'
    if (drops) {
      const partyId = [...this.#asked.keys()].at(-1) ?? 'nobody'
      centre.tell({ type: 'agent.party', agentId, contactId, partyId, does: 'drop' })
      return
    }
    const partyId = centre.newId()
    const quickConnectId = who % 2 === 0 ? 'to queue' : 'to agent1'
    const asked = { type: 'agent.addParty', agentId, contactId, partyId, quickConnectId } as const
    const customer = this.#chats.get(contactId) ?? this.#asked.get(contactId)
    if (!centre.tell(asked) && customer) this.#asked.set(partyId, customer)
  }

  #startChat(flowId: string, given: { readonly outlastsAgent?: true } = {}): void {
    const contactId = this.#centre.newId()
    // A flow may end it at once.
    this.#chats.set(contactId, `c-${contactId}`)
    this.#centre.tell({
      type: 'chat.started',
      contactId,
      flowId,
      participantId: `c-${contactId}`,
      displayName: 'Cleo',
      ...given,
    })
  }

  #transfer(contactId: string): void {
    const newContactId = this.#centre.newId()
    const participantId = this.#chats.get(contactId) ?? this.#asked.get(contactId)
    const refused = this.#centre.tell({
      type: 'contact.transfer',
      contactId,
      newContactId,
      flowId: this.#flows.onward,
      queueId: this.#queueId,
    })
    if (!refused && participantId) this.#chats.set(newContactId, participantId)
  }

  /** Everybody goes home. */
  end(): void {
    for (const { contactId, channel } of this.#centre.contacts) {
      if (channel !== 'VOICE') this.#centre.tell({ type: 'contact.stop', contactId })
    }
  }

  /** No agent has more of a channel than allowed, nor channels together that are kept apart. */
  expectSense(agents: readonly string[]): void {
    for (const name of agents) {
      const active = this.#centre
        .agent(name)
        .contacts.filter(each => /^CONNECT/.test(each.state) && each.initiationMethod !== 'MONITOR')
      const counts = byChannel(active)
      for (const [channel, held] of counts) {
        expect(held.length, `${channel} contacts of ${name}`).toBeLessThanOrEqual(
          SLOTS[channel] ?? 0,
        )
      }
      if (!this.#everMixed) expect(counts.size, `channels of ${name}`).toBeLessThanOrEqual(1)
    }
  }

  /** A chat has one beginning and one end, and nothing comes after that. */
  expectTranscripts(): void {
    for (const contactId of this.#chats.keys()) {
      const lines = this.#centre.lines(contactId)
      const ends = lines.filter(each => each === '(chat.ended)').length
      const isHandedOn = this.#isHandedOn(contactId)
      expect(ends, `ends of a chat: ${lines.join(' ')}`).toBe(isHandedOn ? 0 : 1)
      if (!isHandedOn) expect(lines.at(-1)).toBe('(chat.ended)')
    }
    const nowhere = this.#centre.effects.filter(({ node }) => node === '')
    expect(nowhere, 'asked of a voice node that is none').toEqual([])
  }

  /** To another contact, or to the contact of another agent in the same chat, who may also just have been there. */
  #isHandedOn(contactId: string): boolean {
    const final = this.#centre.finals.find(each => each.contactId === contactId)
    const { NextContactId, TransferCompletedTimestamp } = final?.record ?? {}
    return typeof NextContactId === 'string' && typeof TransferCompletedTimestamp === 'string'
  }

  #setChannels(behavior: JsonObject): void {
    const id = this.#centre.id('routing-profile', 'Basic Routing Profile')
    const MediaConcurrencies = Object.entries(SLOTS).map(([Channel, Concurrency]) => {
      return { Channel, Concurrency, ...behavior }
    })
    this.#centre.change('routing-profile', id, { MediaConcurrencies })
  }

  #publish() {
    const centre = this.#centre
    const queue: readonly Json[] = [
      step('queue', 'UpdateContactTargetQueue', { QueueId: this.#queueId }, 'go'),
      step('go', 'TransferContactToQueue', {}, 'end'),
      END,
    ]
    const left = centre.publish('written: agent left', [
      step('say', 'MessageParticipant', { Text: 'Gone' }, 'wait'),
      step('wait', 'Wait', { TimeLimitSeconds: '60', Events: ['CustomerReturned'] }, 'end', [
        branch('CustomerReturned', 'queue'),
        branch('WaitCompleted', 'end'),
      ]),
      ...queue,
    ])
    const paused = centre.publish('written: paused', [
      step('wait', 'Wait', { TimeLimitSeconds: '60' }, 'resume'),
      step('resume', 'ResumeContact', {}, 'over'),
      { Identifier: 'over', Type: 'EndFlowExecution', Parameters: {}, Transitions: {} },
    ])
    const hook = (hooks: JsonObject, next: string) =>
      step('hook', 'UpdateContactEventHooks', { EventHooks: hooks }, next)
    const task = centre.publish('written: task', [
      hook({ PauseContact: paused }, 'queue'),
      ...queue,
    ])
    const guide = centre.publish('written: guide', [
      step('view', 'ShowView', { ViewResource: { Id: 'list' } }, 'end', [branch('Next', 'view')]),
      END,
    ])
    const view = { ViewResource: { Id: 'form' }, InvocationTimeLimitSeconds: '120' }
    return {
      chat: centre.publish('written: chat', [
        step('hi', 'MessageParticipant', { Text: 'Hi' }, 'hook'),
        hook({ CustomerRemaining: left }, 'guide'),
        step(
          'guide',
          'UpdateContactEventHooks',
          { EventHooks: { DefaultAgentUI: guide } },
          'after',
        ),
        step(
          'after',
          'UpdateContactEventHooks',
          { EventHooks: { DisconnectAgentUI: guide } },
          'queue',
        ),
        ...queue,
      ]),
      view: centre.publish('written: view', [
        step('view', 'ShowView', view, 'bot', [branch('Next', 'queue')]),
        step('bot', 'Wait', { TimeLimitSeconds: '30', Events: ['CustomerReturned'] }, 'queue'),
        ...queue,
      ]),
      task,
      maker: centre.publish('written: maker', [
        step('make', 'CreateTask', { ContactFlowId: task, Name: 'More' }, 'queue'),
        ...queue,
      ]),
      onward: centre.publish('written: onward', queue.slice(1), 'QUEUE_TRANSFER'),
    }
  }
}

function byChannel<T extends { readonly channel: string }>(
  contacts: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const channels = [...new Set(contacts.map(({ channel }) => channel))]
  return new Map(channels.map(name => [name, contacts.filter(({ channel }) => channel === name)]))
}
