// The agent page's link to the centre: the WebSocket with its commands, and the standing media
// connection. It outlives components; they read its state and call its commands.
import type {
  AgentAnswer,
  AgentContactMethod,
  AgentPageMessage,
  AgentServerMessage,
  PageMonitorMode,
  PageQuickConnect,
} from '../../src/api/contract/agent-stream.ts'
import {
  type AgentPageEvent,
  type AgentState,
  INITIAL_AGENT_STATE,
  reduceAgentState,
} from './agent-state.ts'
import { messages } from './messages.ts'
import type { MicrophoneProblem } from './microphone-problem.ts'
import type { PageMedia, PageMediaEvents } from './page-media.ts'
import { ReconnectingSocket, reconnectDelayMs, type SocketLike } from './reconnecting-socket.ts'
import { currentContact, isHeard, isTalking } from './softphone-card.ts'
import { MicrophoneError } from './softphone-media.ts'
import type { MediaCounts } from './sound/media-counts.ts'

export interface AgentLinkWorld {
  openSocket(): SocketLike
  makeMedia(events: PageMediaEvents): PageMedia
  now(): number
  /** Whether the session still holds; when not, the page asks to sign in again. */
  isSignedIn(): Promise<boolean>
}

type Body<M extends AgentPageMessage = AgentPageMessage> = M extends unknown ? Omit<M, 'id'> : never
type Answer = AgentAnswer | undefined

const ANSWER_TIMEOUT_MS = 8_000
/** The server may take this long after a reconnect to know that our media connection still stands. */
const REACHABLE_GRACE_MS = 2_000
/** The browser mostly hears of a closed connection by itself, and restores it. */
const CLOSED_GRACE_MS = 1_000

export class AgentLink {
  readonly #world: AgentLinkWorld
  readonly #listeners = new Set<() => void>()
  readonly #answers = new Map<number, (answer: Answer | 'refused') => void>()
  readonly #socket: ReconnectingSocket
  #state: AgentState = INITIAL_AGENT_STATE
  #nextId = 1
  #media: PageMedia | undefined
  /** The server's name for it. */
  #connection: string | undefined
  /** Grows with every media connection, so that a late answer for an old one is known for it. */
  #mediaEpoch = 0
  #mediaAttempt = 0
  #mediaTimer: ReturnType<typeof setTimeout> | undefined
  #graceTimer: ReturnType<typeof setTimeout> | undefined
  #microphoneOn = false
  #acceptedByItself: string | undefined
  #closed: boolean = false

  constructor(world: AgentLinkWorld) {
    this.#world = world
    this.#socket = new ReconnectingSocket(() => world.openSocket(), {
      onOpen: () => this.#opened(),
      onMessage: text => this.#heard(JSON.parse(text) as AgentServerMessage),
      onLost: () => this.#lost(),
      mayRetry: () => world.isSignedIn(),
    })
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getState = (): AgentState => this.#state

  contact(method: AgentContactMethod, contactId: string): void {
    void this.#ask({ method, contactId })
  }

  mute(contactId: string, muted: boolean): void {
    void this.#ask({ method: 'mute', contactId, muted })
  }

  digits(contactId: string, digits: string): void {
    void this.#ask({ method: 'digits', contactId, digits })
  }

  /** Passes a contact on. */
  transfer(contactId: string, quickConnectId: string): void {
    void this.#ask({ method: 'transfer', contactId, quickConnectId })
  }

  /** Whom contacts can be passed on to; undefined when there is no answer. */
  async quickConnects(): Promise<readonly PageQuickConnect[] | undefined> {
    const answer = await this.#ask({ method: 'quickConnects' })
    return answer === 'refused' ? undefined : answer?.quickConnects
  }

  /** Calls somebody into the call. */
  addParty(contactId: string, to: { quickConnectId: string } | { number: string }): void {
    void this.#ask({ method: 'addParty', contactId, ...to })
  }

  party(contactId: string, partyId: string, does: 'drop' | 'hold' | 'resume'): void {
    void this.#ask({ method: 'party', contactId, partyId, does })
  }

  /** Who waits talks, and the other way round; or everybody talks. */
  allParties(contactId: string, method: 'swap' | 'conference'): void {
    void this.#ask({ method, contactId })
  }

  /** Passes a call on to a number. */
  passOut(contactId: string, number: string): void {
    void this.#ask({ method: 'passOut', contactId, number })
  }

  /** Listens, whispers or takes part from now on. */
  monitor(contactId: string, mode: PageMonitorMode): void {
    const whispers = mode === 'WHISPER' && { whispers: true }
    void this.#ask({ method: 'monitor', contactId, barges: mode === 'BARGE', ...whispers })
  }

  setStatus(statusId: string): void {
    void this.#ask({ method: 'setStatus', statusId })
  }

  /** Calls a number in E.164; the contact comes with the next snapshot. */
  dial(number: string): void {
    void this.#ask({ method: 'dial', number })
  }

  /** The countries that may be called, as ISO 3166 has them; undefined when the agent may call nobody. */
  async callableCountries(): Promise<readonly string[] | undefined> {
    const answer = await this.#query({ method: 'outbound' })
    return answer === 'refused' ? undefined : answer?.countries
  }

  /** How long the centre takes to answer, ms; undefined when it does not. */
  async answerMs(): Promise<number | undefined> {
    const start = this.#world.now()
    const answer = await this.#query({ method: 'ping' })
    return answer === 'refused' ? undefined : this.#world.now() - start
  }

  /** Takes the devices that the user has chosen. */
  changeDevices(): void {
    this.#media?.changeDevices().catch((error: unknown) => {
      if (error instanceof MicrophoneError) this.#microphoneMissing(error.problem)
      else this.#mediaLost()
    })
  }

  /** What the media connection counts; undefined when there is none. */
  async counts(): Promise<MediaCounts | undefined> {
    return this.#media?.counts()
  }

  dismissNotice(): void {
    this.#apply({ type: 'dismissed' })
  }

  /** After a microphone problem, or to take the calls back from another page. */
  connectAudio(): void {
    this.#mediaAttempt = 0
    void this.#connectMedia()
  }

  /** From a click, which is what the browser wants before it plays sound. */
  async allowSound(): Promise<void> {
    try {
      await this.#media?.allowSound()
      this.#apply({ type: 'playBlocked', blocked: false })
    } catch {
      this.#apply({ type: 'playBlocked', blocked: true })
    }
  }

  /** Microphone level, 0 to 1. */
  readonly level = (): number => {
    return this.#media?.level() ?? 0
  }

  /** The network is back: no need to wait. */
  networkReturned(): void {
    this.#socket.retryNow()
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#graceTimer)
    this.#dropMedia()
    this.#socket.close()
  }

  #opened(): void {
    this.#apply({ type: 'link', link: 'open' })
    this.#checkReachableSoon(REACHABLE_GRACE_MS)
    if (this.#state.audio.name === 'lost') void this.#connectMedia()
    const connection = this.#connection
    if (connection !== undefined) void this.#ask({ method: 'media.resume', connection })
  }

  #lost(): void {
    clearTimeout(this.#graceTimer)
    for (const answer of this.#answers.values()) answer('refused')
    this.#answers.clear()
    this.#apply({ type: 'link', link: 'lost' })
  }

  #heard(message: AgentServerMessage): void {
    this.#apply({ type: 'heard', message, now: this.#world.now() })
    if (message.type === 'answer') this.#settle(message.id, message.result)
    if (message.type === 'refused') this.#settle(message.id, 'refused')
    if (message.type === 'superseded') this.#dropMedia()
    if (message.type === 'media' && message.state !== 'connected')
      this.#checkReachableSoon(CLOSED_GRACE_MS)
    if (message.type === 'snapshot') this.#seen()
  }

  #seen(): void {
    const { snapshot, audio } = this.#state
    const wantsAudio = snapshot?.phoneType === 'SOFT_PHONE'
    if (wantsAudio && audio.name === 'off') void this.#connectMedia()
    if (!wantsAudio && audio.name !== 'off') this.#dropMedia()
    if (!wantsAudio) this.#apply({ type: 'audio', audio: { name: 'off' } })
    this.#syncMicrophone()
    this.#acceptByItself()
  }

  /** The page that has the audio answers for the agent; the server's own answer may come first. */
  #acceptByItself(): void {
    const contact = currentContact(this.#state)
    if (!this.#state.snapshot?.autoAccept || contact?.state !== 'CONNECTING') return
    // The server lets a supervisor listen as soon as the phone is there.
    if (contact.monitoring) return
    if (this.#state.audio.name !== 'connected' || this.#acceptedByItself === contact.contactId)
      return
    this.#acceptedByItself = contact.contactId
    this.contact('accept', contact.contactId)
  }

  #syncMicrophone(): void {
    const on = isHeard(this.#state)
    if (on === this.#microphoneOn || !this.#media) return
    this.#microphoneOn = on
    this.#media.setMicrophone(on).catch(() => this.#mediaLost())
  }

  #checkReachableSoon(ms: number): void {
    clearTimeout(this.#graceTimer)
    this.#graceTimer = setTimeout(() => this.#checkReachable(), ms)
  }

  /** After a restart the server may no longer know our media connection, though it still stands. */
  #checkReachable(): void {
    const { snapshot, audio, link } = this.#state
    if (link !== 'open' || audio.name !== 'connected' || !snapshot) return
    // In a call the sound itself shows whether it is there: a good connection is not given up.
    if (!snapshot.reachable && !isTalking(this.#state)) void this.#connectMedia()
  }

  async #connectMedia(): Promise<void> {
    this.#dropMedia()
    if (this.#closed) return
    const epoch = this.#mediaEpoch
    const isStale = () => epoch !== this.#mediaEpoch
    this.#apply({ type: 'audio', audio: { name: 'connecting' } })
    this.#apply({ type: 'playBlocked', blocked: false })
    const media = this.#makeMedia(isStale)
    this.#media = media
    this.#microphoneOn = false
    this.#syncMicrophone()
    try {
      await media.open()
    } catch (error) {
      if (isStale()) return
      if (error instanceof MicrophoneError) this.#microphoneMissing(error.problem)
      else this.#mediaLost() // no server, or no way to it: again after a pause
    }
  }

  #makeMedia(isStale: () => boolean): PageMedia {
    return this.#world.makeMedia({
      negotiate: offer => this.#negotiate(offer),
      onState: state => {
        if (!isStale()) this.#mediaState(state)
      },
      onPlayBlocked: () => {
        if (!isStale()) this.#apply({ type: 'playBlocked', blocked: true })
      },
    })
  }

  async #negotiate(sdp: string): Promise<string> {
    const answer = await this.#ask({ method: 'media.offer', sdp })
    if (answer === 'refused' || answer?.sdp === undefined) throw new Error('the offer was refused')
    this.#connection = answer.connection
    return answer.sdp
  }

  #mediaState(state: 'connected' | 'lost'): void {
    if (state === 'lost') return this.#mediaLost()
    this.#mediaAttempt = 0
    this.#apply({ type: 'audio', audio: { name: 'connected' } })
    this.#acceptByItself()
  }

  #microphoneMissing(problem: MicrophoneProblem): void {
    this.#dropMedia()
    this.#apply({ type: 'audio', audio: { name: 'problem', problem } })
    void this.#ask({ method: 'media.close' })
  }

  /** Connects again after a pause; while the link is down, as soon as it is up. */
  #mediaLost(): void {
    this.#dropMedia()
    this.#apply({ type: 'audio', audio: { name: 'lost' } })
    const delayMs = reconnectDelayMs(this.#mediaAttempt++, Math.random())
    this.#mediaTimer = setTimeout(() => {
      if (this.#state.link === 'open') void this.#connectMedia()
    }, delayMs)
  }

  #dropMedia(): void {
    this.#mediaEpoch++
    clearTimeout(this.#mediaTimer)
    this.#media?.close()
    this.#media = undefined
    this.#connection = undefined
  }

  #ask(body: Body): Promise<Answer | 'refused'> {
    const id = this.#nextId++
    if (!this.#socket.send(JSON.stringify({ id, ...body }))) return Promise.resolve('refused')
    const contactId = 'contactId' in body ? body.contactId : undefined
    this.#apply({ type: 'sent', command: { id, method: body.method, contactId } })
    return this.#answer(id)
  }

  /** Asks what is nobody's command: a refusal needs no word, and nothing on screen waits for the answer. */
  #query(body: Body): Promise<Answer | 'refused'> {
    const id = this.#nextId++
    if (!this.#socket.send(JSON.stringify({ id, ...body }))) return Promise.resolve('refused')
    return this.#answer(id)
  }

  #answer(id: number): Promise<Answer | 'refused'> {
    return new Promise(resolve => {
      const tooLate = setTimeout(() => this.#unanswered(id), ANSWER_TIMEOUT_MS)
      this.#answers.set(id, answer => {
        clearTimeout(tooLate)
        resolve(answer)
      })
    })
  }

  #settle(id: number, answer: Answer | 'refused'): void {
    this.#answers.get(id)?.(answer)
    this.#answers.delete(id)
  }

  /** A server that does not answer is not there, whatever the socket thinks. */
  #unanswered(id: number): void {
    this.#apply({ type: 'unanswered', id, sentence: messages.server.tooSlow })
    this.#settle(id, 'refused')
    this.#socket.restart()
  }

  #apply(event: AgentPageEvent): void {
    const before = this.#state
    this.#state = reduceAgentState(before, event)
    if (this.#state === before) return
    for (const listener of this.#listeners) listener()
  }
}
