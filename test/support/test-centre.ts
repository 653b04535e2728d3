// A whole contact centre in memory and virtual time: the real core, seeded like a new instance,
// with scripted phones in place of the voice node.
import { seedInputs } from '../../src/api/seed.ts'
import { Centre, type Outcome } from '../../src/core/centre.ts'
import type { AgentView, ContactView } from '../../src/core/centre-view.ts'
import type { ChatItem } from '../../src/core/contact/chat.ts'
import type { FlowType, Kind } from '../../src/core/directory/document.ts'
import {
  type ChatEffect,
  type FlowLogEffect,
  isVoiceEffect,
  type MixMember,
  type PlaySource,
  type ServiceEffect,
  type VoiceEffect,
} from '../../src/core/effect.ts'
import type { CentreEvent, ContactRow } from '../../src/core/event.ts'
import { defaultFlows } from '../../src/core/flow/default-flows.ts'
import type { Input, LegEnd, VoiceReport } from '../../src/core/input.ts'
import type { Json, JsonObject } from '../../src/core/json.ts'
import type { Refusal } from '../../src/core/refusal.ts'
import { SecretKeys } from '../../src/core/secret-keys.ts'
import type { ServiceAnswer, ServiceQuestion } from '../../src/core/service.ts'
import { VirtualClock } from './virtual-clock.ts'

export const NODE = 'voice-1'
const INSTANCE = '11111111-1111-4111-8111-111111111111'

/** What a leg hears, as a caller would tell it. */
interface Hearing {
  readonly playId: string
  readonly sources: readonly PlaySource[]
  readonly loop: boolean
  readonly stopOnDigit: boolean
}

export class TestCentre {
  readonly clock = new VirtualClock()
  centre: Centre
  readonly inputs: { readonly input: Input; readonly at: number }[] = []
  readonly effects: VoiceEffect[] = []
  readonly events: CentreEvent[] = []
  readonly hearing = new Map<string, Hearing>()
  readonly legs = new Set<string>()
  readonly mixes = new Map<string, readonly MixMember[]>()
  readonly recordings = new Map<string, { left: readonly string[]; right: readonly string[] }>()
  /** Agents whose softphones do not answer when dialled. */
  readonly deafAgents = new Set<string>()
  /** Callers' legs are not answered by themselves. */
  silent: boolean = false
  losesRecordings: boolean = false
  /** Transcripts are not put away. */
  losesTranscripts: boolean = false
  /** What the centre wrote into chats, by contact. */
  readonly written = new Map<string, ChatItem[]>()
  /** Told what the chat service is to do, when there is one: then that puts transcripts away. */
  chatService: ((effect: ChatEffect) => void) | undefined
  /** What flows have asked of services. */
  readonly questions: ServiceQuestion[] = []
  /** By leg, while its keys are secret. */
  readonly secrets = new Map<string, SecretKeys>()
  /** What the voice node makes of secret keys. */
  encrypt: (
    text: string,
    keyId: string,
  ) => { readonly text: string } | { readonly problem: string } = (text, keyId) => ({
    text: `${keyId}:${text.length}`,
  })
  /** The flow log. */
  readonly logged: FlowLogEffect[] = []
  /** Says what a service answers at once; without an answer the flow waits. */
  services: ((question: ServiceQuestion) => ServiceAnswer | undefined) | undefined
  #seq = 0
  #ids = 0
  #cancel: () => void = () => {}

  private constructor() {
    this.centre = new Centre(INSTANCE, [1, 2, 3, 4])
  }

  static async open(): Promise<TestCentre> {
    const test = new TestCentre()
    const passwords = { admin: 'a', supervisor: 'b', qa: 'c', agent1: 'd', agent2: 'e' }
    const seed = await seedInputs({
      instanceId: INSTANCE,
      region: 'us-east-1',
      account: '000000000000',
      now: test.clock.now(),
      newId: () => test.newId(),
      hashPassword: async password => password,
      passwords,
      accessKey: { id: 'KEY', secret: 'secret' },
      holdMusic: 'music.wav',
      flows: defaultFlows,
    })
    for (const input of seed) test.tell(input)
    test.report({ type: 'voice.started' })
    return test
  }

  newId(): string {
    return `00000000-0000-4000-8000-${String(++this.#ids).padStart(12, '0')}`
  }

  /** Tells the centre something; effects are carried out by the scripted phones at once. */
  tell(input: Input): Refusal | undefined {
    this.inputs.push({ input, at: this.clock.now() })
    const outcome = this.centre.handle(input, this.clock.now())
    this.#arm()
    this.#take(outcome)
    return outcome.refused
  }

  report(report: VoiceReport, node = NODE): void {
    this.tell({ node, seq: ++this.#seq, ...report })
  }

  #arm(): void {
    this.#cancel()
    const at = this.centre.nextDeadline()
    this.#cancel =
      at === undefined
        ? () => {}
        : this.clock.schedule(at, () => this.tell({ type: 'time.passed' }))
  }

  #take({ effects, events }: Outcome): void {
    this.events.push(...events)
    for (const effect of effects) {
      if (effect.type === 'service.ask') this.#asked(effect)
      if (effect.type === 'flow.log') this.logged.push(effect)
      if (effect.type.startsWith('chat.')) this.chatService?.(effect as ChatEffect)
      if (effect.type === 'chat.seal') this.#seal(effect.contactId)
      if (effect.type === 'chat.send') this.#writtenIn(effect.contactId).push(effect.item)
      if (!isVoiceEffect(effect)) continue
      this.effects.push(effect)
      this.#perform(effect)
    }
  }

  #seal(contactId: string): void {
    if (this.losesTranscripts || this.chatService) return
    const outcome = { location: `ChatTranscripts/${contactId}.json` }
    this.tell({ type: 'chat.sealed', contactId, outcome })
  }

  #perform(effect: VoiceEffect): void {
    switch (effect.type) {
      case 'leg.answer':
        this.legs.add(effect.legId)
        if (this.silent) return
        return this.report({ type: 'leg.answered', legId: effect.legId })
      case 'leg.dial':
        return this.#dialled(effect)
      case 'leg.hangUp':
      case 'leg.reject':
        this.legs.delete(effect.legId)
        this.hearing.delete(effect.legId)
        return
      case 'leg.play': {
        const { playId, sources, loop, stopOnDigit } = effect
        this.hearing.set(effect.legId, { playId, sources, loop, stopOnDigit })
        return
      }
      case 'leg.stopPlay':
        if (effect.playId === '*' || this.hearing.get(effect.legId)?.playId === effect.playId) {
          this.hearing.delete(effect.legId)
        }
        return
      case 'mix.set':
        if (effect.members.length === 0) this.mixes.delete(effect.mixId)
        else this.mixes.set(effect.mixId, effect.members)
        return
      case 'recording.set':
        this.recordings.set(effect.recordingId, { left: effect.left, right: effect.right })
        return
      case 'recording.finish': {
        const { recordingId } = effect
        this.recordings.delete(recordingId)
        if (this.losesRecordings) return
        const location = `recordings/${recordingId}.wav`
        return this.report({ type: 'recording.finished', recordingId, location, durationMs: 1 })
      }
      case 'leg.secret':
      case 'leg.encrypt':
      case 'leg.endSecret':
        return this.#secret(effect)
      case 'leg.sendDigits':
        return
      default:
        effect satisfies never
    }
  }

  #secret(
    effect: Extract<VoiceEffect, { type: 'leg.secret' | 'leg.encrypt' | 'leg.endSecret' }>,
  ): void {
    const { legId, secretId } = effect
    if (effect.type === 'leg.endSecret') this.secrets.delete(legId)
    else if (effect.type === 'leg.secret') this.secrets.set(legId, new SecretKeys(secretId))
    else if (!this.silent) {
      const text = this.secrets.get(legId)?.reveal(effect.keys) ?? ''
      const outcome = this.encrypt(text, effect.keyId)
      this.report({ type: 'leg.encrypted', legId, secretId, outcome })
    }
  }

  #writtenIn(contactId: string): ChatItem[] {
    const items = this.written.get(contactId) ?? []
    this.written.set(contactId, items)
    return items
  }

  /** Answers at once, when the test has said what the service answers. */
  #asked({ contactId, askId, question }: ServiceEffect): void {
    this.questions.push(question)
    const answer = this.services?.(question)
    if (answer) this.tell({ type: 'service.answered', contactId, askId, answer })
  }

  #dialled(effect: Extract<VoiceEffect, { type: 'leg.dial' }>): void {
    const { legId, to } = effect
    if (to.type !== 'softphone') {
      this.legs.add(legId)
      return this.report({ type: 'leg.ringing', legId })
    }
    if (this.deafAgents.has(to.agentId)) {
      return this.report({ type: 'leg.ended', legId, reason: 'unreachable' })
    }
    this.legs.add(legId)
    this.report({ type: 'leg.answered', legId })
  }

  /** Somebody calls a number; answers the caller's leg. */
  call(from = '+15557001', to = '+15550100'): string {
    const legId = this.newId()
    this.report({ type: 'leg.offered', legId, from, to, trunkId: 'trunk' })
    return legId
  }

  /** A customer starts a chat; answers its contact. The customer takes part as `c-` and the contact's id. */
  chat(
    flowId: string,
    given: Partial<Omit<Extract<Input, { type: 'chat.started' }>, 'type'>> = {},
  ): string {
    const contactId = this.newId()
    this.tell({
      type: 'chat.started',
      contactId,
      flowId,
      participantId: `c-${contactId}`,
      displayName: 'Cleo',
      ...given,
    })
    return contactId
  }

  /** The customer writes. */
  write(contactId: string, content = 'Hello?', contentType = 'text/plain'): Refusal | undefined {
    const participantId = `c-${contactId}`
    return this.tell({ type: 'chat.message', contactId, participantId, contentType, content })
  }

  /** What the centre has written into a chat: messages as they are, events by their last words. */
  lines(contactId: string): string[] {
    return this.#writtenIn(contactId).map(item => {
      if (item.kind === 'MESSAGE') return item.content ?? ''
      const name = item.contentType.split('.event.')[1]
      return `(${[item.role === 'SYSTEM' ? undefined : item.role, name].filter(Boolean).join(' ')})`
    })
  }

  /** Somebody gives the centre work to do; answers its contact. */
  task(
    flowId: string,
    given: Partial<Omit<Extract<Input, { type: 'task.started' }>, 'type'>> = {},
  ): string {
    const contactId = this.newId()
    this.tell({ type: 'task.started', contactId, flowId, name: 'Call back', ...given })
    return contactId
  }

  /** Publishes a flow; answers its id. */
  publish(name: string, actions: readonly Json[], type: FlowType = 'CONTACT_FLOW'): string {
    const id = this.newId()
    const Content = JSON.stringify({
      Version: '2019-10-30',
      StartAction: (actions[0] as { Identifier: string }).Identifier,
      Actions: actions,
    })
    const document = { Name: name, Type: type, State: 'ACTIVE', Status: 'PUBLISHED', Content }
    this.tell({ type: 'config.put', kind: 'contact-flow', id, document })
    return id
  }

  /** The leg on which a number was called last. */
  legTo(number: string): string {
    const dials = this.effects.filter(effect => effect.type === 'leg.dial')
    return dials.findLast(({ to }) => to.type === 'number' && to.number === number)?.legId ?? ''
  }

  /** Somebody takes a call of ours; answers the leg. */
  lift(number: string): string {
    const legId = this.legTo(number)
    this.report({ type: 'leg.answered', legId })
    return legId
  }

  press(legId: string, digits: string): void {
    for (const digit of digits) {
      const heard = this.hearing.get(legId)
      const told = this.secrets.get(legId)?.press(digit) ?? digit
      this.report({ type: 'leg.digit', legId, digit: told })
      if (heard?.stopOnDigit && this.hearing.get(legId) === heard) this.promptOver(legId, 'stopped')
    }
  }

  /** Hears what is said until a menu asks, presses the digits, and hears out what follows. */
  choose(legId: string, digits: string): void {
    for (let count = 0; count < 20; count++) {
      const heard = this.hearing.get(legId)
      if (!heard || heard.stopOnDigit) break
      this.promptOver(legId)
    }
    this.press(legId, digits)
    this.hearOut(legId)
  }

  hangUp(legId: string, reason: LegEnd = 'hungUp'): void {
    this.legs.delete(legId)
    this.hearing.delete(legId)
    this.report({ type: 'leg.ended', legId, reason })
  }

  /** What the leg plays now has come to its end. */
  promptOver(legId: string, outcome: 'completed' | 'stopped' | 'failed' = 'completed'): void {
    const heard = this.hearing.get(legId)
    if (!heard) return
    this.hearing.delete(legId)
    this.report({ type: 'prompt.ended', legId, playId: heard.playId, outcome })
  }

  /** Lets prompts (not loops) run to their end until the leg hears none, or a hundred have played. */
  hearOut(legId: string): string[] {
    const texts: string[] = []
    for (let count = 0; count < 100; count++) {
      const heard = this.hearing.get(legId)
      if (!heard || heard.loop) break
      texts.push(this.says(legId))
      this.promptOver(legId)
    }
    return texts
  }

  /** What the leg hears now, in words. */
  says(legId: string): string {
    const sources = this.hearing.get(legId)?.sources ?? []
    return sources
      .map(source => {
        if (source.type === 'text') return source.text
        return source.type === 'ssml' ? source.ssml : `(${source.type})`
      })
      .join(' ')
  }

  /** The ids of the users seeded. */
  user(name: string): string {
    return this.id('agent', name)
  }

  id(kind: Kind, name: string): string {
    const entry = this.centre.view.directory.named(kind, name)
    if (!entry) throw new Error(`no ${kind} ${name}`)
    return entry.id
  }

  /** Changes members of a configured thing. */
  change(kind: Kind, id: string, members: JsonObject): void {
    const document = this.centre.view.directory.get(kind, id) as JsonObject | undefined
    this.tell({ type: 'config.put', kind, id, document: { ...document, ...members } })
  }

  /** Gives an agent a desk phone, which has no id but the agent's name. */
  giveDeskPhone(name: string): void {
    this.change('agent', this.user(name), {
      PhoneConfig: { PhoneType: 'DESK_PHONE', DeskPhoneNumber: `desk-${name}` },
    })
  }

  /** The last thing a voice node said is said again. */
  repeatReport(): void {
    const last = this.inputs.findLast(({ input }) => 'node' in input && input.type !== 'voice.lost')
    if (last) this.tell(last.input)
  }

  /** Makes an agent reachable and available. */
  ready(...names: string[]): void {
    for (const name of names) {
      const agentId = this.user(name)
      this.tell({ type: 'agent.reachable', agentId, reachable: true })
      this.setStatus(name, 'Available')
    }
  }

  setStatus(name: string, status: string): Refusal | undefined {
    const statusId = this.id('agent-state', status)
    return this.tell({ type: 'agent.setStatus', agentId: this.user(name), statusId })
  }

  agent(name: string): AgentView {
    const agent = this.centre.view.agent(this.user(name))
    if (!agent) throw new Error(`no agent ${name}`)
    return agent
  }

  /** The state of the agent's contact, or of the agent when there is none. */
  state(name: string): string {
    const agent = this.agent(name)
    return agent.contacts[0]?.state ?? agent.status.name
  }

  /** The agent does something with the contact in hand. */
  does(
    name: string,
    what: 'accept' | 'reject' | 'hangUp' | 'clear' | 'hold' | 'resume',
    contactId = this.agent(name).contacts[0]?.contactId ?? 'none',
  ): Refusal | undefined {
    return this.tell({ type: `agent.${what}`, agentId: this.user(name), contactId })
  }

  /** The agent's leg of the contact in hand. */
  agentLeg(name: string): string {
    const dials = this.effects.filter(effect => effect.type === 'leg.dial')
    const agentId = this.user(name)
    const last = dials.findLast(({ to }) =>
      to.type === 'softphone'
        ? to.agentId === agentId
        : to.type === 'desk-phone' && to.user === `desk-${name}`,
    )
    return last?.legId ?? ''
  }

  get contacts(): ContactView[] {
    return [...this.centre.view.contacts()]
  }

  /** Final records, by contact. */
  get finals(): ContactRow[] {
    return this.events.flatMap(event =>
      event.type === 'contact.record' && event.row.final ? [event.row] : [],
    )
  }

  record(index = 0): JsonObject {
    return this.finals[index]?.record ?? {}
  }

  /** Puts the centre away and goes on with a new one made from its snapshot. */
  restart(): void {
    const saved: Json = this.centre.save()
    this.centre = new Centre(INSTANCE, [9, 9, 9, 9])
    this.centre.restore(JSON.parse(JSON.stringify(saved)) as Json)
    this.#arm()
  }

  /** A fresh centre that has lived through the same inputs. */
  replayed(): Centre {
    const centre = new Centre(INSTANCE, [1, 2, 3, 4])
    for (const { input, at } of this.inputs) centre.handle(input, at)
    return centre
  }
}
