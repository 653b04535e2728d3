// People write in chats while connections break, the disk fails, clocks are wrong and the process is killed
// between any two steps. In the end everybody must have seen the same, in the same order.
import { deepEqual, ok } from 'node:assert/strict'
import { ChatRefusal, type ChatTold, type Member } from '../../src/channel/chat/chat-port.ts'
import type { Json } from '../../src/core/json.ts'
import type { KeptLine } from '../../src/store/chat-store.ts'
import { ChatMachine, ChatProcess } from '../support/chat-process.ts'
import type { TestCentre } from '../support/test-centre.ts'

const FLOW = 'Chats'
/** A clock may be wrong by so much, either way. */
const SKEW_MS = 120_000

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

/** A centre, those who write in it, and everything that can go wrong. */
export class ChattingWorld {
  readonly machine: ChatMachine
  process: ChatProcess
  readonly people = new Map<string, Person>()
  restarts = 0
  #texts = 0

  private constructor(machine: ChatMachine) {
    this.machine = machine
    this.process = new ChatProcess(machine)
  }

  static async open(seed: number): Promise<ChattingWorld> {
    const world = new ChattingWorld(await ChatMachine.open(seed, prepare))
    await world.process.start()
    return world
  }

  get lineCount(): number {
    return this.machine.disk.chatLines.size
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
    this.restarts++
    if (gently) await this.meanwhile(this.process.actor.stop())
    this.process.kill()
    deepEqual(this.process.problems, [])
    this.process = new ChatProcess(this.machine, this.machine.below(2 * SKEW_MS) - SKEW_MS)
    await this.meanwhile(this.process.start())
    for (const person of this.people.values()) {
      await this.meanwhile(person.connect(this.process.chats))
    }
  }

  /** Something happens, and some time passes. */
  async act(paceMs = 12): Promise<void> {
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
    await machine.pass(machine.below(paceMs))
    await this.meet()
  }

  /** All is well again for a while: then what was acknowledged is there once, and all have seen the same. */
  async check(): Promise<void> {
    const { machine } = this
    const { failsOneIn } = machine
    machine.failsOneIn = 1e9
    await this.restart(false)
    await machine.pass(300)
    await this.restart(false)
    const lines = storedLines(machine)
    const ids = lines.map(({ item }) => item.itemId)
    deepEqual([...new Set(ids)], ids, 'no item is there twice')
    const said = lines.flatMap(({ item }) => (item.role === 'SYSTEM' ? [] : (item.content ?? [])))
    deepEqual([...new Set(said)], said, 'nothing is said twice')
    for (const id of new Set(lines.map(({ conversationId }) => conversationId))) {
      const own = lines.filter(({ conversationId }) => conversationId === id)
      const times = own.map(({ item }) => item.at)
      deepEqual(
        times,
        [...new Set(times)].sort((a, b) => a - b),
        `times grow in ${id}`,
      )
    }
    const there = new Set(said)
    for (const person of this.people.values()) {
      deepEqual(person.wrong, [])
      for (const [text, state] of person.sent) ok(state !== 'arrived' || there.has(text), text)
      const stored = await this.meanwhile(person.read(this.process.chats))
      // Who is not allowed to read any more has nothing to compare with.
      if (stored.size === 0) continue
      const seen = [...person.seen].sort(([a], [b]) => a - b)
      deepEqual(seen, [...stored], `what ${person.who.participantId} has seen`)
    }
    deepEqual(this.process.problems, [])
    machine.failsOneIn = failsOneIn
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
