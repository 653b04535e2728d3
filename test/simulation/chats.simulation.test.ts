// People write, connections break, the disk fails and the process is killed between any two steps:
// nothing that was acknowledged is lost, nothing is there twice, and everybody has seen the same in the same order.
import { expect, test } from 'vitest'
import { ChatRefusal, type ChatTold, type Member } from '../../src/channel/chat/chat-port.ts'
import type { Json } from '../../src/core/json.ts'
import type { KeptLine } from '../../src/store/chat-store.ts'
import { ChatMachine, ChatProcess } from '../support/chat-process.ts'
import type { TestCentre } from '../support/test-centre.ts'

const FLOW = 'Chats'
const LEFT = 'application/vnd.amazonaws.connect.event.participant.left'

/** What an agent does with a contact in this state. */
const DEEDS: Readonly<Record<string, 'agent.accept' | 'agent.clear'>> = {
  CONNECTING: 'agent.accept',
  MISSED: 'agent.clear',
  ENDED: 'agent.clear',
}

/** Somebody at a browser: what they have seen, and what they wrote and know to have arrived. */
class Person {
  readonly who: Member
  readonly seen = new Map<number, string>()
  readonly sent = new Map<string, 'waiting' | 'arrived' | 'refused'>()
  /** What the connections said that they should not have. */
  readonly wrong: string[] = []
  #hangUp: () => void = () => {}

  constructor(who: Member) {
    this.who = who
  }

  /** A new connection, and what was missed. */
  async connect(chats: ChatProcess['chats']): Promise<void> {
    this.#hangUp()
    let last = 0
    const hear = (told: ChatTold) => {
      if (told.type !== 'line') return
      const { number, item } = told.line
      if (told.conversationId !== this.who.conversationId) this.wrong.push('another conversation')
      if (item.only !== undefined) this.wrong.push(`a whisper: ${item.content}`)
      if (number <= last) this.wrong.push(`${number} after ${last}`)
      last = number
      this.seen.set(number, item.itemId)
    }
    this.#hangUp = attempt(() => chats.follow(this.who, hear)) ?? (() => {})
    for (const [number, itemId] of await this.read(chats)) this.seen.set(number, itemId)
    this.#resend(chats)
  }

  /** The transcript, page by page. */
  async read(chats: ChatProcess['chats']): Promise<Map<number, string>> {
    const lines = new Map<number, string>()
    for (let beyond: number | undefined; ; ) {
      const query = { direction: 'backward', limit: 7, ...(beyond && { beyond }) } as const
      const page = await chats.transcript(this.who, query).catch(refusal)
      for (const { number, item } of page?.lines ?? []) lines.set(number, item.itemId)
      beyond = page?.lines[0]?.number
      if (!page?.more) return new Map([...lines].sort(([a], [b]) => a - b))
    }
  }

  write(chats: ChatProcess['chats'], text: string): void {
    this.sent.set(text, 'waiting')
    this.#post(chats, text)
  }

  #resend(chats: ChatProcess['chats']): void {
    for (const [text, state] of this.sent) if (state === 'waiting') this.#post(chats, text)
  }

  #post(chats: ChatProcess['chats'], text: string): void {
    chats
      .post(this.who, { contentType: 'text/plain', content: text, clientToken: text })
      .then(() => this.sent.set(text, 'arrived'))
      .catch(error => {
        if (refusal(error) === undefined && this.sent.get(text) === 'waiting') {
          // It may have arrived by an attempt before: nobody can tell.
          this.sent.set(text, 'refused')
        }
      })
  }
}

function refusal(error: unknown): undefined {
  if (!(error instanceof ChatRefusal)) throw error
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    return refusal(error)
  }
}

function prepare(centre: TestCentre): void {
  const QueueId = centre.id('queue', 'BasicQueue')
  const go = (Identifier: string, Type: string, Parameters: Json, NextAction: string): Json => {
    const Errors = [{ ErrorType: 'NoMatchingError', NextAction: 'end' }]
    return { Identifier, Type, Parameters, Transitions: { NextAction, Errors } }
  }
  centre.publish(FLOW, [
    go('hi', 'MessageParticipant', { Text: 'Welcome.' }, 'set'),
    go('set', 'UpdateContactTargetQueue', { QueueId }, 'go'),
    go('go', 'TransferContactToQueue', {}, 'end'),
    { Identifier: 'end', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
  ])
  for (const name of ['agent1', 'agent2']) centre.ready(name)
}

class World {
  readonly machine: ChatMachine
  process: ChatProcess
  readonly people = new Map<string, Person>()
  #texts = 0

  constructor(machine: ChatMachine) {
    this.machine = machine
    this.process = new ChatProcess(machine)
  }

  get flowId(): string {
    return this.process.centre.view.directory.named('contact-flow', FLOW)?.id ?? ''
  }

  /** Everybody who takes part and has no browser yet opens one. */
  async meet(): Promise<void> {
    for (const { conversationId, contactId, participants } of this.process.centre.view.chats()) {
      for (const { participantId, leftAt } of participants) {
        if (this.people.has(participantId) || leftAt !== undefined) continue
        const person = new Person({ conversationId, contactId, participantId })
        this.people.set(participantId, person)
        await this.meanwhile(person.connect(this.process.chats))
      }
    }
  }

  async restart(gently: boolean): Promise<void> {
    if (gently) await this.meanwhile(this.process.actor.stop())
    this.process.kill()
    expect(this.process.problems).toEqual([])
    this.process = new ChatProcess(this.machine)
    await this.meanwhile(this.process.start())
    for (const person of this.people.values()) {
      await this.meanwhile(person.connect(this.process.chats))
    }
  }

  async act(): Promise<void> {
    const { machine, process } = this
    const people = [...this.people.values()]
    const person = people[machine.below(people.length)]
    const chats = [...process.centre.view.chats()].filter(({ isOpen }) => isOpen)
    const chat = chats[machine.below(chats.length)]
    const agents = [...process.centre.view.agents()]
    const agent = agents[machine.below(agents.length)]
    const held = agent?.contacts[machine.below(agent.contacts.length)]
    const does = machine.below(30)
    if (does < 2 && chats.length < 6) this.#begin()
    else if (does === 2 && person) await this.meanwhile(person.connect(process.chats))
    else if (does === 3 && machine.below(4) === 0) await this.restart(machine.below(3) === 0)
    else if (does < 8 && agent && held) {
      const { agentId } = agent
      const type = DEEDS[held.state] ?? 'agent.hangUp'
      if (type !== 'agent.hangUp' || machine.below(3) === 0) {
        void process.submit({ type, agentId, contactId: held.contactId })
      }
    } else if (does === 8 && chat && machine.below(3) === 0) {
      const { contactId } = chat
      const newContactId = machine.newId()
      const { flowId } = this
      void process.submit({ type: 'contact.transfer', contactId, newContactId, flowId })
    } else if (does === 9 && person && machine.below(4) === 0) {
      void process.chats.leave(person.who).catch(refusal)
    } else person?.write(process.chats, `text ${++this.#texts}`)
    await machine.pass(machine.below(12))
    await this.meet()
  }

  #begin(): void {
    const contactId = this.machine.newId()
    void this.process.submit({
      type: 'chat.started',
      contactId,
      flowId: this.flowId,
      participantId: this.machine.newId(),
      displayName: 'Cleo',
    })
  }

  /** Time passes until it is done. */
  async meanwhile<T>(work: Promise<T>): Promise<T> {
    let isDone = false
    const done = work.finally(() => {
      isDone = true
    })
    for (let waited = 0; !isDone; waited++) {
      if (waited > 20_000) throw new Error('It takes for ever.')
      await this.machine.pass(1)
    }
    return done
  }
}

function storedLines({ disk }: ChatMachine): KeptLine[] {
  return [...disk.chatLines.values()]
    .map(text => JSON.parse(text) as KeptLine)
    .sort((a, b) => a.number - b.number)
}

test.each([1, 2, 3, 4])(
  'what was acknowledged is there once, and all have seen the same in the same order (seed %i)',
  async seed => {
    const machine = await ChatMachine.open(seed, prepare)
    const world = new World(machine)
    await world.process.start()
    for (let step = 0; step < 250; step++) await world.act()
    machine.failsOneIn = 1e9
    await world.restart(false)
    await machine.pass(300)
    await world.restart(false)

    const lines = storedLines(machine)
    expect(lines.length).toBeGreaterThan(80)
    const ids = lines.map(({ item }) => item.itemId)
    expect(new Set(ids).size, 'no item twice').toBe(ids.length)
    const said = lines.flatMap(({ item }) => (item.role === 'SYSTEM' ? [] : (item.content ?? [])))
    expect(new Set(said).size, 'nothing said twice').toBe(said.length)
    for (const id of new Set(lines.map(({ conversationId }) => conversationId))) {
      const own = lines.filter(({ conversationId }) => conversationId === id)
      const times = own.map(({ item }) => item.at)
      expect(times, id).toEqual([...new Set(times)].sort((a, b) => a - b))
      const joined = own.filter(({ item }) => item.contentType.endsWith('participant.joined'))
      expect(joined[0]?.item.role, 'the customer comes first').toBe('CUSTOMER')
    }

    for (const person of world.people.values()) {
      expect(person.wrong).toEqual([])
      const arrived = [...person.sent].flatMap(([text, state]) => (state === 'arrived' ? text : []))
      expect(said).toEqual(expect.arrayContaining(arrived))
      const { participantId } = person.who
      const left = lines.find(
        ({ item }) => item.contentType === LEFT && item.participantId === participantId,
      )
      const stored = await world.meanwhile(person.read(world.process.chats))
      if (stored.size === 0) continue
      const seen = [...person.seen].sort(([a], [b]) => a - b)
      expect(seen, `what ${participantId} has seen, who left at ${left?.number}`).toEqual([
        ...stored,
      ])
    }
    expect(world.process.problems).toEqual([])
  },
)
