// The agents' pages: each gets a whole snapshot after every change that concerns its agent, and
// what it asks for becomes an input. Media is set up between page and voice node; here the SDP only
// passes through.
import { deskPhoneTarget } from '../../core/agent/desk-phone.ts'
import type { Unreachable } from '../../core/agent/reachability.ts'
import type { CentreView } from '../../core/centre-view.ts'
import { allowedCountries } from '../../core/contact/dialable.ts'
import type { AgentInput } from '../../core/input.ts'
import type { Refusal } from '../../core/refusal.ts'
import type { Clock } from '../../io/clock.ts'
import type { AgentPageMessage, AgentServerMessage } from '../contract/agent-stream.ts'
import { userMay } from '../permission.ts'
import { agentQuickConnects } from './agent-quick-connects.ts'
import { agentSnapshot } from './agent-snapshot.ts'
import { callInput, dialsNumber, isCallMessage } from './call-message.ts'
import type { PageSocket } from './page-socket.ts'

/** A page that is loading anew is not yet gone. */
const PAGE_GRACE_MS = 5_000
const SDP_MAX = 20_000
const DIGITS_MAX = 40
const NUMBER_MAX = 40
/** The permission of those who may call somebody. */
const MAY_CALL = 'OutboundCallAccess'
const ID_MAX = 64

export interface AgentStreamsWorld {
  readonly clock: Clock
  readonly centre: CentreView
  submit(input: AgentInput): Promise<Refusal | undefined>
  newId(): string
  /** Hands a page's offer to the voice node; false when there is none. */
  offerMedia(agentId: string, connectionId: string, sdp: string): boolean
  closeMedia(agentId: string, connectionId: string): void
}

type Socket = PageSocket<AgentServerMessage>

interface Page {
  readonly agentId: string
  readonly socket: Socket
  connectionId?: string
}

interface Media {
  readonly connectionId: string
  readonly page: Page | undefined
}

export class AgentStreams {
  readonly #world: AgentStreamsWorld
  readonly #pages = new Map<string, Set<Page>>()
  /** Requests waiting for an SDP answer, by connection. */
  readonly #offers = new Map<string, { readonly page: Page; readonly id: number }>()
  /** The connection calls go to, per agent. */
  readonly #media = new Map<string, Media>()
  readonly #changed = new Set<string>()
  /** The state of the directory in which each agent was looked at last. */
  readonly #considered = new Map<string, number>()
  /** Pages and phones have had time to come back after our start: who is not here is gone. */
  #settled: boolean = false
  #registered: ReadonlySet<string> = new Set()

  constructor(world: AgentStreamsWorld) {
    this.#world = world
  }

  get pageCount(): number {
    let count = 0
    for (const pages of this.#pages.values()) count += pages.size
    return count
  }

  /** A page has opened its stream. Answers what to call with its messages and its end. */
  open(agentId: string, socket: Socket): { hear(message: unknown): void; closed(): void } {
    const page: Page = { agentId, socket }
    const pages = this.#pages.get(agentId) ?? new Set()
    this.#pages.set(agentId, pages)
    pages.add(page)
    this.#sendSnapshot(page)
    this.#reconsider(agentId)
    return {
      hear: message => this.#hear(page, message),
      closed: () => {
        pages.delete(page)
        const { clock } = this.#world
        clock.schedule(clock.now() + PAGE_GRACE_MS, () => this.#reconsider(agentId))
      },
    }
  }

  /** Something the agent's pages show has changed. They are told once per turn. */
  agentChanged(agentId: string): void {
    if (this.#changed.size === 0) queueMicrotask(() => this.#sendChanged())
    this.#changed.add(agentId)
  }

  mediaAnswered(connectionId: string, sdp: string): void {
    const offer = this.#offers.get(connectionId)
    this.#offers.delete(connectionId)
    offer?.page.socket.send({
      type: 'answer',
      id: offer.id,
      result: { sdp, connection: connectionId },
    })
  }

  mediaChanged(
    agentId: string,
    connectionId: string,
    state: 'connected' | 'failed' | 'closed',
  ): void {
    const page = this.#pageOf(agentId, connectionId)
    const current = this.#media.get(agentId)
    if (state === 'connected') {
      this.#media.set(agentId, { connectionId, page })
      if (current?.page && current.page !== page) current.page.socket.send({ type: 'superseded' })
    } else if (current?.connectionId === connectionId) this.#media.delete(agentId)
    page?.socket.send({ type: 'media', state })
    this.#reconsider(agentId)
  }

  /** The voice node died: nobody can be rung until the pages have made new connections, as they are told to. */
  mediaLost(): void {
    for (const { page } of this.#media.values()) {
      page?.socket.send({ type: 'media', state: 'failed' })
    }
    this.#media.clear()
    for (const { page, id } of this.#offers.values()) refuseOffer(page, id)
    this.#offers.clear()
    // What a dead node held does not come back, however short ago we started.
    this.reconsiderAll()
  }

  /** The desk phones that are registered now. */
  phonesRegistered(users: readonly string[]): void {
    this.#registered = new Set(users)
    for (const { agentId } of this.#world.centre.agents()) this.#reconsider(agentId)
  }

  /** Looks at every agent anew, some time after a start when pages have had time to come back. */
  reconsiderAll(): void {
    this.#settled = true
    for (const { agentId } of this.#world.centre.agents()) this.#reconsider(agentId)
  }

  #hear(page: Page, message: unknown): void {
    const asked = readMessage(message)
    if (!asked) return page.socket.close(1003, 'This is not a message of the agent stream.')
    const { agentId } = page
    switch (asked.method) {
      case 'media.offer':
        return this.#offer(page, asked.id, asked.sdp)
      case 'media.resume':
        this.#resume(page, asked.connection)
        return page.socket.send({ type: 'answer', id: asked.id })
      case 'media.close':
        if (page.connectionId !== undefined) this.#world.closeMedia(agentId, page.connectionId)
        return page.socket.send({ type: 'answer', id: asked.id })
      case 'quickConnects': {
        const quickConnects = agentQuickConnects(this.#world.centre, agentId)
        return page.socket.send({ type: 'answer', id: asked.id, result: { quickConnects } })
      }
      case 'ping':
        return page.socket.send({ type: 'answer', id: asked.id })
      case 'outbound':
        return page.socket.send(this.#outbound(agentId, asked.id))
      default:
        if (dialsNumber(asked) && !userMay(this.#world.centre, agentId, MAY_CALL)) {
          return page.socket.send(notPermitted(asked.id))
        }
        void this.#world.submit(inputOf(agentId, asked, this.#world.newId)).then(refusal => {
          page.socket.send(
            refusal
              ? { type: 'refused', id: asked.id, code: refusal.refused, message: refusal.message }
              : { type: 'answer', id: asked.id },
          )
        })
    }
  }

  #outbound(agentId: string, id: number): AgentServerMessage {
    const { centre } = this.#world
    if (!userMay(centre, agentId, MAY_CALL)) return notPermitted(id)
    const countries = [...allowedCountries(centre.directory, centre.instanceId)]
    return { type: 'answer', id, result: { countries } }
  }

  #offer(page: Page, id: number, sdp: string): void {
    const connectionId = this.#world.newId()
    page.connectionId = connectionId
    if (this.#world.offerMedia(page.agentId, connectionId, sdp)) {
      this.#offers.set(connectionId, { page, id })
      return
    }
    refuseOffer(page, id)
  }

  /** The page is back on another socket; its media connection stood, or is heard of in a moment. */
  #resume(page: Page, connectionId: string): void {
    page.connectionId = connectionId
    const current = this.#media.get(page.agentId)
    if (current?.connectionId === connectionId) {
      this.#media.set(page.agentId, { connectionId, page })
    } else if (current) page.socket.send({ type: 'superseded' })
  }

  /** Can the agent be rung? Says so when it has changed. */
  #reconsider(agentId: string): void {
    const agent = this.#world.centre.agent(agentId)
    const user = this.#world.centre.directory.get('agent', agentId)
    if (!agent || !user) return
    const { PhoneType, DeskPhoneNumber = '' } = user.PhoneConfig
    const { directory, instanceId } = this.#world.centre
    const because =
      PhoneType === 'DESK_PHONE'
        ? this.#deskPhoneProblem(deskPhoneTarget(directory, instanceId, DeskPhoneNumber))
        : this.#softphoneProblem(agentId)
    // Just after our start who is not here may be coming back.
    const reachable = because === undefined || (!this.#settled && agent.reachable)
    const atPage = this.#isAtPage(agentId) || (!this.#settled && agent.atPage)
    const why = reachable || because === undefined ? {} : { because }
    const isKnown =
      reachable || because === (agent.unreachableBecause ?? (agent.reachable ? '' : 'noPage'))
    if (reachable === agent.reachable && atPage === agent.atPage && isKnown) return
    void this.#world.submit({ type: 'agent.reachable', agentId, reachable, atPage, ...why })
  }

  #softphoneProblem(agentId: string): Unreachable | undefined {
    if (!this.#isAtPage(agentId)) return 'noPage'
    return this.#media.has(agentId) ? undefined : 'noAudio'
  }

  #isAtPage(agentId: string): boolean {
    return (this.#pages.get(agentId)?.size ?? 0) > 0
  }

  /** Whether a number can be called shows only when it is. */
  #deskPhoneProblem(phone: ReturnType<typeof deskPhoneTarget>): Unreachable | undefined {
    const isThere = phone.type === 'number' || this.#registered.has(phone.user)
    return isThere ? undefined : 'noDeskPhone'
  }

  #pageOf(agentId: string, connectionId: string): Page | undefined {
    for (const page of this.#pages.get(agentId) ?? []) {
      if (page.connectionId === connectionId) return page
    }
    return undefined
  }

  #sendChanged(): void {
    for (const agentId of this.#changed) {
      // Another phone may have been given to the agent.
      if (this.#settled && this.#isConfiguredAnew(agentId)) this.#reconsider(agentId)
      for (const page of this.#pages.get(agentId) ?? []) this.#sendSnapshot(page)
    }
    this.#changed.clear()
  }

  #isConfiguredAnew(agentId: string): boolean {
    const { revision } = this.#world.centre.directory
    const isNew = this.#considered.get(agentId) !== revision
    if (isNew) this.#considered.set(agentId, revision)
    return isNew
  }

  #sendSnapshot({ agentId, socket }: Page): void {
    const snapshot = agentSnapshot(this.#world.centre, agentId, this.#world.clock.now())
    if (snapshot) socket.send({ type: 'snapshot', snapshot })
    else socket.close(4404, 'There is no such agent any more.')
  }
}

function notPermitted(id: number): AgentServerMessage {
  const message = `Calling somebody needs the permission ${MAY_CALL}.`
  return { type: 'refused', id, code: 'AccessDenied', message }
}

function refuseOffer(page: Page, id: number): void {
  page.socket.send({
    type: 'refused',
    id,
    code: 'VoiceUnavailable',
    message: 'The voice service is not there at the moment.',
  })
}

type Command = Exclude<
  AgentPageMessage,
  { method: 'media.offer' | 'media.resume' | 'media.close' | 'quickConnects' | 'outbound' | 'ping' }
>

function inputOf(agentId: string, command: Command, newId: () => string): AgentInput {
  if (isCallMessage(command)) return callInput(agentId, command, newId)
  switch (command.method) {
    case 'setStatus':
      return { type: 'agent.setStatus', agentId, statusId: command.statusId }
    case 'mute': {
      const { contactId, muted } = command
      return { type: 'agent.mute', agentId, contactId, muted }
    }
    case 'dial':
      return { type: 'agent.dial', agentId, contactId: newId(), number: command.number }
    case 'transfer': {
      const { contactId, quickConnectId } = command
      const newContactId = newId()
      return { type: 'agent.transfer', agentId, contactId, quickConnectId, newContactId }
    }
    case 'digits': {
      const { contactId, digits } = command
      return { type: 'agent.digits', agentId, contactId, digits }
    }
    default:
      return { type: `agent.${command.method}`, agentId, contactId: command.contactId }
  }
}

const CONTACT_METHODS: readonly string[] = [
  'accept',
  'reject',
  'hangUp',
  'clear',
  'hold',
  'resume',
  'mute',
  'digits',
  'transfer',
]

const BARE_METHODS: readonly string[] = ['media.close', 'quickConnects', 'outbound', 'ping']

/** What a page said, if it makes sense. */
function readMessage(message: unknown): AgentPageMessage | undefined {
  if (typeof message !== 'object' || message === null) return undefined
  const {
    id,
    method,
    contactId,
    sdp,
    connection,
    statusId,
    muted,
    digits,
    number,
    quickConnectId,
  } = message as Record<string, unknown>
  if (typeof id !== 'number' || typeof method !== 'string') return undefined
  const sound =
    BARE_METHODS.includes(method) ||
    isCallMessage(message) ||
    (method === 'media.offer' && typeof sdp === 'string' && sdp.length <= SDP_MAX) ||
    (method === 'media.resume' && typeof connection === 'string' && connection.length <= ID_MAX) ||
    (method === 'setStatus' && typeof statusId === 'string') ||
    (method === 'dial' && typeof number === 'string' && number.length <= NUMBER_MAX) ||
    (CONTACT_METHODS.includes(method) &&
      typeof contactId === 'string' &&
      (method !== 'transfer' || typeof quickConnectId === 'string') &&
      (method !== 'mute' || typeof muted === 'boolean') &&
      (method !== 'digits' || isDigits(digits)))
  return sound ? (message as AgentPageMessage) : undefined
}

function isDigits(digits: unknown): boolean {
  return typeof digits === 'string' && digits.length <= DIGITS_MAX && /^[0-9A-D*#]+$/.test(digits)
}
