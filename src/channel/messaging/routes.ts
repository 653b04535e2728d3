// All conversations that go somewhere: by whose they are, and woken when something was said in them.
import { minutes } from '../../core/instant.ts'
import type { MessagingRoute } from '../../store/messaging-store.ts'
import type { MessagingWorld } from './messaging-world.ts'
import { RouteSender, type RouteSenderWorld } from './route-sender.ts'
import { Slots } from './slots.ts'

/** Of a channel: who does not answer holds up nobody else. */
const REQUESTS_AT_ONCE = 32
/** A conversation that nobody knows any more may still have lines that come to light after a restart. */
const UNKNOWN_FOR_MS = minutes(10)

export class Routes {
  readonly #world: MessagingWorld
  /** By channel. */
  readonly #senderWorlds = new Map<string, RouteSenderWorld>()
  readonly #senders = new Map<string, RouteSender>()
  readonly #byConversation = new Map<string, Set<RouteSender>>()
  readonly #byAddress = new Map<string, RouteSender>()
  #unfollow: () => void = () => {}
  #cancelCheck: () => void = () => {}

  constructor(world: MessagingWorld) {
    this.#world = world
  }

  /** Goes on where the process before this one was. */
  async start(): Promise<void> {
    const { chat, clock, store } = this.#world
    this.#unfollow = chat.followAll(told => {
      if (told.type === 'line') this.#wake(told.conversationId)
    })
    for (const route of await store.openRoutes()) this.#add(route).wake()
    this.#cancelCheck = clock.schedule(clock.now() + UNKNOWN_FOR_MS, () => this.#endUnknown())
  }

  close(): void {
    this.#unfollow()
    this.#cancelCheck()
    for (const sender of this.#senders.values()) sender.close()
  }

  /** Lines of this conversation go there from now on. */
  async open(route: MessagingRoute): Promise<void> {
    await this.#world.store.openRoute(route)
    this.#add(route).wake()
  }

  /** Ends before the conversation does. Answers false when there is none. */
  async stop(routeId: string, conversationId: string): Promise<boolean> {
    const sender = this.#senders.get(routeId)
    if (sender?.route.conversationId !== conversationId) return false
    sender.close()
    this.#remove(sender.route)
    await this.#world.store.endRoute(routeId)
    return true
  }

  /** The conversation with a customer that goes on. */
  ofAddress(channelId: string, customer: string, ours: string): MessagingRoute | undefined {
    const route = this.#byAddress.get(addressKey(channelId, customer, ours))?.route
    return route && this.#isOpen(route) ? route : undefined
  }

  /** Those a conversation has beside the customer's own. */
  streamsOf(conversationId: string): readonly MessagingRoute[] {
    const all = [...(this.#byConversation.get(conversationId) ?? [])].map(({ route }) => route)
    return all.filter(({ routeId }) => routeId !== conversationId)
  }

  /** Whose line is on its way to the provider now. */
  sending(channelId: string, itemId: string): MessagingRoute | undefined {
    for (const { route, sending } of this.#senders.values()) {
      if (sending === itemId && route.channelId === channelId) return route
    }
    return undefined
  }

  get count(): number {
    return this.#senders.size
  }

  #add(route: MessagingRoute): RouteSender {
    const known = this.#senders.get(route.routeId)
    if (known) return known
    const sender = new RouteSender(this.#senderWorld(route.channelId), route)
    this.#senders.set(route.routeId, sender)
    const others = this.#byConversation.get(route.conversationId) ?? new Set()
    this.#byConversation.set(route.conversationId, others.add(sender))
    if (route.routeId === route.conversationId) this.#addressed(sender)
    return sender
  }

  #senderWorld(channelId: string): RouteSenderWorld {
    const known = this.#senderWorlds.get(channelId)
    if (known) return known
    const slots = new Slots(REQUESTS_AT_ONCE)
    const made = { ...this.#world, slots, ended: (route: MessagingRoute) => this.#remove(route) }
    this.#senderWorlds.set(channelId, made)
    return made
  }

  /** One that is over, and has something to tell still, gives way. */
  #addressed(sender: RouteSender): void {
    const key = keyOf(sender.route)
    const other = this.#byAddress.get(key)
    if (!other || !this.#isOpen(other.route)) this.#byAddress.set(key, sender)
  }

  #isOpen({ conversationId }: MessagingRoute): boolean {
    return this.#world.centre.conversation(conversationId)?.isOpen === true
  }

  #remove(route: MessagingRoute): void {
    const sender = this.#senders.get(route.routeId)
    if (!sender) return
    this.#senders.delete(route.routeId)
    const others = this.#byConversation.get(route.conversationId)
    others?.delete(sender)
    if (others?.size === 0) this.#byConversation.delete(route.conversationId)
    // The customer may have begun another one by now.
    if (this.#byAddress.get(keyOf(route)) === sender) this.#byAddress.delete(keyOf(route))
  }

  #wake(conversationId: string): void {
    for (const sender of this.#byConversation.get(conversationId) ?? []) sender.wake()
  }

  #endUnknown(): void {
    const { centre, store, failed } = this.#world
    for (const { route, sending } of this.#senders.values()) {
      if (centre.conversation(route.conversationId) || sending !== undefined) continue
      this.#remove(route)
      store.endRoute(route.routeId).catch(error => failed('a route stays open', { error }))
    }
  }
}

function keyOf({ channelId, customerAddress, systemAddress }: MessagingRoute): string {
  return addressKey(channelId, customerAddress, systemAddress)
}

function addressKey(channelId: string, customer: string, ours: string): string {
  return JSON.stringify([channelId, customer, ours])
}
