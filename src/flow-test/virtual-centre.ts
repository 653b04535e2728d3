// A contact centre in virtual time: the production core, with phones, services and a clock that
// exist only here. An hour of waiting takes as long as what happens in it, and the same script gives
// the same result to the last id.
import { Centre } from '../core/centre.ts'
import type { CentreView } from '../core/centre-view.ts'
import { type Effect, isVoiceEffect, type ServiceEffect, type VoiceEffect } from '../core/effect.ts'
import type { CentreEvent } from '../core/event.ts'
import type { FlowProbe } from '../core/flow/flow-probe.ts'
import type { Input, LegEnd, VoiceReport } from '../core/input.ts'
import type { Instant } from '../core/instant.ts'
import type { Refusal } from '../core/refusal.ts'
import { SecretKeys } from '../core/secret-keys.ts'
import type { ServiceAnswer, ServiceQuestion } from '../core/service.ts'
import { spokenMs, spokenText } from './spoken.ts'
import { Timeline } from './timeline.ts'

const NODE = 'virtual'
/** How long a called number rings before somebody answers. */
const RINGING_MS = 2_000
/** More than any honest script; a script that goes round in circles ends here. */
const STEPS_MAX = 1_000_000

/** What one leg has heard since it began. */
export interface Heard {
  readonly at: Instant
  readonly text: string
  readonly loop: boolean
}

/** What a leg plays now. */
export interface Playing extends Heard {
  readonly playId: string
  readonly stopOnDigit: boolean
}

/** What becomes of a call to a number or a desk phone. */
export type Dialled =
  | { readonly answers: true; readonly afterMs?: number }
  | { readonly answers: false; readonly reason: LegEnd; readonly afterMs?: number }

/** What a service answers, and when. Without an answer the flow waits until its time is up. */
export interface Answered {
  readonly answer: ServiceAnswer
  readonly afterMs?: number
}

export interface VirtualCentreOptions {
  readonly instanceId?: string
  readonly start?: Instant
  /** Lots and ids follow from it. */
  readonly seed?: number
}

const INSTANCE = '11111111-1111-4111-8111-111111111111'
/** A Monday noon in winter, UTC. */
const START = Date.UTC(2026, 1, 2, 12)

export class VirtualCentre {
  readonly #centre: Centre
  readonly #timeline = new Timeline()
  #now: Instant
  #reports = 0
  #ids = 0
  #steps = 0
  /** By leg. */
  readonly heard = new Map<string, Heard[]>()
  readonly playing = new Map<string, Playing>()
  readonly legs = new Set<string>()
  /** By leg, while its keys are not to be read. */
  readonly #secrets = new Map<string, SecretKeys>()
  /** Legs that were dialled, in order. */
  readonly dialled: {
    readonly legId: string
    readonly to: Extract<VoiceEffect, { type: 'leg.dial' }>['to']
  }[] = []
  readonly events: CentreEvent[] = []
  readonly questions: ServiceQuestion[] = []
  /** What nobody has answered, by contact: the latest. */
  readonly unanswered = new Map<string, ServiceEffect>()
  /** Says what a service answers. */
  service: (question: ServiceQuestion) => Answered | undefined = () => undefined
  /** Says what becomes of calls to numbers and desk phones. */
  phone: (effect: Extract<VoiceEffect, { type: 'leg.dial' }>) => Dialled = () => ({ answers: true })

  constructor(options: VirtualCentreOptions = {}) {
    const { instanceId = INSTANCE, start = START, seed = 1 } = options
    this.#now = start
    this.#centre = new Centre(instanceId, [seed, 0x9e3779b9, 0x243f6a88, 0xb7e15162])
    this.report({ type: 'voice.started' })
  }

  get view(): CentreView {
    return this.#centre.view
  }

  get now(): Instant {
    return this.#now
  }

  watch(probe: FlowProbe): void {
    this.#centre.watch(probe)
  }

  newId(): string {
    return `00000000-0000-4000-8000-${String(++this.#ids).padStart(12, '0')}`
  }

  tell(input: Input): Refusal | undefined {
    if (++this.#steps > STEPS_MAX) throw new Error('The script goes on and on.')
    const { effects, events, refused } = this.#centre.handle(input, this.#now)
    this.events.push(...events)
    for (const effect of effects) {
      if (isVoiceEffect(effect)) this.#perform(effect)
      else if (effect.type === 'service.ask') this.#asked(effect)
      else if (effect.type === 'chat.send') this.#written(effect)
      else if (effect.type === 'chat.seal') this.#seal(effect.contactId)
      else if (effect.type === 'chat.end') this.legs.delete(effect.contactId)
    }
    return refused
  }

  /** Nobody reads transcripts here. */
  #seal(contactId: string): void {
    this.tell({ type: 'chat.sealed', contactId, outcome: { location: `${contactId}.json` } })
  }

  report(report: VoiceReport): void {
    this.tell({ node: NODE, seq: ++this.#reports, ...report })
  }

  /** Lets time pass and everything in it happen. */
  wait(ms: number): void {
    const end = this.#now + ms
    while (this.#next() <= end) this.#happenNext()
    this.#now = end
  }

  /**
   * Lets time pass until `done`, at most `ms`. Answers whether it came to that; what is so already
   * takes no time.
   */
  waitFor(done: () => boolean, ms: number): boolean {
    const end = this.#now + ms
    while (!done()) {
      if (this.#next() > end) {
        this.#now = end
        return done()
      }
      this.#happenNext()
    }
    return true
  }

  /** Lets the next thing happen, if it does so within `ms`. Answers whether there was one. */
  step(ms: number): boolean {
    if (this.#next() > this.#now + ms) return false
    this.#happenNext()
    return true
  }

  plan(afterMs: number, happen: () => void): void {
    this.#timeline.plan(this.#now + afterMs, happen)
  }

  /** A customer begins to chat with a flow. Answers the contact, which stands for the leg as well. */
  chat(
    flowId: string,
    given: { readonly initialMessage?: string; readonly attributes?: Attributes },
  ): string {
    const contactId = this.newId()
    const { initialMessage: content, attributes } = given
    this.legs.add(contactId)
    this.tell({
      type: 'chat.started',
      contactId,
      flowId,
      participantId: customerOf(contactId),
      displayName: 'Customer',
      ...(attributes && { attributes }),
      ...(content !== undefined && { initialMessage: { contentType: 'text/plain', content } }),
    })
    return contactId
  }

  /** A task begins. Answers the contact. */
  task(
    flowId: string,
    given: { readonly name?: string; readonly attributes?: Attributes },
  ): string {
    const contactId = this.newId()
    const { name = 'Task', attributes } = given
    this.tell({ type: 'task.started', contactId, flowId, name, ...(attributes && { attributes }) })
    return contactId
  }

  /** The customer of a chat writes something. */
  write(contactId: string, content: string, contentType = 'text/plain'): void {
    const participantId = customerOf(contactId)
    this.tell({ type: 'chat.message', contactId, participantId, contentType, content })
  }

  /** A leg's far end hangs up, or a customer leaves the chat. */
  hangUp(legId: string, reason: LegEnd = 'hungUp'): void {
    if (!this.legs.delete(legId)) return
    this.playing.delete(legId)
    if (this.view.contact(legId)?.channel === 'CHAT') {
      this.tell({ type: 'chat.left', contactId: legId, participantId: customerOf(legId) })
      return
    }
    this.report({ type: 'leg.ended', legId, reason })
  }

  /** Presses keys, one after the other at once. */
  press(legId: string, digits: string): void {
    for (const digit of digits) {
      const playing = this.playing.get(legId)
      if (!this.legs.has(legId)) return
      const told = this.#secrets.get(legId)?.press(digit) ?? digit
      this.report({ type: 'leg.digit', legId, digit: told })
      if (playing?.stopOnDigit && this.playing.get(legId) === playing) {
        this.#promptOver(legId, playing.playId, 'stopped')
      }
    }
  }

  /** Answers what was left unanswered. */
  answer(contactId: string, answer: ServiceAnswer): void {
    const asked = this.unanswered.get(contactId)
    if (!asked) return
    this.unanswered.delete(contactId)
    this.tell({ type: 'service.answered', contactId, askId: asked.askId, answer })
  }

  #next(): Instant {
    const planned = this.#timeline.next ?? Number.POSITIVE_INFINITY
    return Math.min(planned, this.#centre.nextDeadline() ?? Number.POSITIVE_INFINITY)
  }

  #happenNext(): void {
    this.#now = Math.max(this.#now, this.#next())
    const happen = this.#timeline.takeDue(this.#now)
    if (happen) happen()
    else this.tell({ type: 'time.passed' })
  }

  #asked(effect: ServiceEffect): void {
    const { contactId, askId, question } = effect
    this.questions.push(question)
    const answered = this.service(question)
    if (!answered) {
      this.unanswered.set(contactId, effect)
      return
    }
    const { answer, afterMs = 0 } = answered
    this.plan(afterMs, () => this.tell({ type: 'service.answered', contactId, askId, answer }))
  }

  /** Only what the customer can read. */
  #written({ contactId, item }: Extract<Effect, { type: 'chat.send' }>): void {
    if (item.kind !== 'MESSAGE' || item.only === 'AGENT') return
    this.#note(contactId, { at: this.#now, text: item.content ?? '', loop: false })
  }

  #note(legId: string, heard: Heard): void {
    const all = this.heard.get(legId) ?? []
    this.heard.set(legId, all)
    all.push(heard)
  }

  #perform(effect: VoiceEffect): void {
    switch (effect.type) {
      case 'leg.answer':
        this.legs.add(effect.legId)
        return this.plan(0, () => this.#answered(effect.legId))
      case 'leg.dial':
        return this.#dial(effect)
      case 'leg.hangUp':
      case 'leg.reject':
        this.legs.delete(effect.legId)
        this.playing.delete(effect.legId)
        return
      case 'leg.play':
        return this.#play(effect)
      case 'leg.stopPlay':
        if (effect.playId === '*' || this.playing.get(effect.legId)?.playId === effect.playId) {
          this.playing.delete(effect.legId)
        }
        return
      case 'leg.secret':
        this.#secrets.set(effect.legId, new SecretKeys(effect.secretId))
        return
      case 'leg.endSecret':
        this.#secrets.delete(effect.legId)
        return
      case 'leg.encrypt':
        return this.plan(0, () => this.#encrypted(effect))
      case 'recording.finish': {
        const { recordingId } = effect
        const location = `recordings/${recordingId}.wav`
        return this.plan(0, () =>
          this.report({ type: 'recording.finished', recordingId, location, durationMs: 1 }),
        )
      }
      default:
    }
  }

  /** Nobody can decrypt this, but what was done can be read. */
  #encrypted({ legId, secretId, keyId }: Extract<VoiceEffect, { type: 'leg.encrypt' }>): void {
    const outcome = { text: `encrypted for ${keyId}` }
    if (this.legs.has(legId)) this.report({ type: 'leg.encrypted', legId, secretId, outcome })
  }

  #answered(legId: string): void {
    if (this.legs.has(legId)) this.report({ type: 'leg.answered', legId })
  }

  #dial(effect: Extract<VoiceEffect, { type: 'leg.dial' }>): void {
    const { legId, to } = effect
    this.legs.add(legId)
    this.dialled.push({ legId, to })
    if (to.type === 'softphone') return this.plan(0, () => this.#answered(legId))
    this.plan(0, () => {
      if (this.legs.has(legId)) this.report({ type: 'leg.ringing', legId })
    })
    const { afterMs = RINGING_MS, ...outcome } = this.phone(effect)
    this.plan(afterMs, () => {
      if (outcome.answers) this.#answered(legId)
      else this.hangUp(legId, outcome.reason)
    })
  }

  #play(effect: Extract<VoiceEffect, { type: 'leg.play' }>): void {
    const { legId, playId, sources, loop, stopOnDigit } = effect
    if (!this.legs.has(legId)) return
    const text = spokenText(sources)
    this.playing.set(legId, { at: this.#now, text, loop, playId, stopOnDigit })
    this.#note(legId, { at: this.#now, text, loop })
    if (!loop) this.plan(spokenMs(sources), () => this.#promptOver(legId, playId, 'completed'))
  }

  #promptOver(legId: string, playId: string, outcome: 'completed' | 'stopped'): void {
    if (this.playing.get(legId)?.playId !== playId) return
    this.playing.delete(legId)
    this.report({ type: 'prompt.ended', legId, playId, outcome })
  }
}

type Attributes = Readonly<Record<string, string>>

/** The participant a chat's customer is. */
function customerOf(contactId: string): string {
  return `customer-${contactId}`
}
