// Without a disk, for tests: lives as long as the object does.
import type { Instant } from '../../core/instant.ts'
import type {
  FailedLine,
  LineOutcome,
  MessagingRoute,
  MessagingStore,
  SentLine,
} from '../messaging-store.ts'

export class MemoryMessagingStore implements MessagingStore {
  readonly #routes = new Map<string, { route: MessagingRoute; isOpen: boolean }>()
  readonly #lines: (LineOutcome & { readonly routeId: string; readonly channelId: string })[] = []
  readonly #heard = new Map<string, Instant>()
  readonly #optedOut = new Set<string>()

  async openRoute(route: MessagingRoute): Promise<void> {
    const kept = this.#routes.get(route.routeId)
    if (kept) kept.isOpen = true
    else this.#routes.set(route.routeId, { route, isOpen: true })
  }

  async openRoutes(): Promise<readonly MessagingRoute[]> {
    return [...this.#routes.values()].filter(({ isOpen }) => isOpen).map(({ route }) => route)
  }

  async endRoute(routeId: string): Promise<void> {
    const kept = this.#routes.get(routeId)
    if (kept) kept.isOpen = false
  }

  async routesOf(channelId: string, customerAddress: string, limit: number) {
    return [...this.#routes.values()]
      .map(({ route }) => route)
      .filter(each => each.channelId === channelId && each.customerAddress === customerAddress)
      .toReversed()
      .slice(0, limit)
  }

  async passed(
    { routeId, channelId }: MessagingRoute,
    position: number,
    outcome?: LineOutcome,
  ): Promise<void> {
    const kept = this.#routes.get(routeId)
    if (kept && kept.route.position < position) kept.route = { ...kept.route, position }
    const isThere = this.#lines.some(
      each => each.routeId === routeId && each.itemId === outcome?.itemId,
    )
    if (outcome && !isThere) this.#lines.push({ ...outcome, routeId, channelId })
  }

  async sentLine(
    channelId: string,
    { itemId, providerId }: { readonly itemId?: string; readonly providerId?: string },
  ): Promise<SentLine | undefined> {
    const line = this.#lines.find(
      each =>
        each.channelId === channelId &&
        (itemId === undefined ? each.providerId === providerId : each.itemId === itemId),
    )
    const route = line && this.#routes.get(line.routeId)?.route
    if (!line || !route) return undefined
    const { conversationId, participantId } = route
    return { itemId: line.itemId, conversationId, participantId }
  }

  async failLine(channelId: string, itemId: string, problem: string): Promise<void> {
    const index = this.#lines.findIndex(
      each => each.channelId === channelId && each.itemId === itemId,
    )
    const line = this.#lines[index]
    if (line) this.#lines[index] = { ...line, problem }
  }

  async failedLines(channelId: string, limit: number): Promise<readonly FailedLine[]> {
    return this.#lines
      .filter(each => each.channelId === channelId && each.problem !== undefined)
      .toReversed()
      .slice(0, limit)
      .map(({ itemId, routeId, at, problem = '' }) => {
        const conversationId = this.#routes.get(routeId)?.route.conversationId ?? ''
        return { itemId, conversationId, at, problem }
      })
  }

  async wasHeard(channelId: string, messageId: string): Promise<boolean> {
    return this.#heard.has(key(channelId, messageId))
  }

  async heard(channelId: string, messageId: string, at: Instant): Promise<void> {
    this.#heard.set(key(channelId, messageId), at)
  }

  async isOptedOut(channelId: string, address: string): Promise<boolean> {
    return this.#optedOut.has(key(channelId, address))
  }

  async optOut(channelId: string, address: string): Promise<void> {
    this.#optedOut.add(key(channelId, address))
  }

  async optIn(channelId: string, address: string): Promise<void> {
    this.#optedOut.delete(key(channelId, address))
  }

  async forget(before: Instant): Promise<void> {
    for (const [name, at] of this.#heard) if (at < before) this.#heard.delete(name)
  }
}

function key(channelId: string, name: string): string {
  return `${channelId} ${name}`
}
