// What the history's own configuration allows each agent: how many contacts of a channel, beside which
// others, and of which queues after what delay.
import type { RoutingProfileDocument } from '../../src/core/directory/document.ts'
import type { Input } from '../../src/core/input.ts'
import type { JsonObject } from '../../src/core/json.ts'
import type { Held } from './agents-at-work.ts'

/** States in which a contact takes a slot. */
const TAKES_SLOT = ['CONNECTING', 'CONNECTED', 'CONNECTED_ONHOLD', 'ENDED']

export class Staffing {
  readonly #profiles = new Map<string, RoutingProfileDocument>()
  readonly #profileOf = new Map<string, string>()
  readonly #reachable = new Set<string>()
  readonly #takingByThemselves = new Set<string>()

  note(input: Input): void {
    if (input.type === 'agent.reachable') {
      if (input.reachable) this.#reachable.add(input.agentId)
      else this.#reachable.delete(input.agentId)
    }
    if (input.type !== 'config.put') return
    const { kind, id, document } = input
    if (kind === 'agent') {
      this.#profileOf.set(id, String(document.RoutingProfileId))
      const phone = document.PhoneConfig as JsonObject | undefined
      const isByItself = phone?.AutoAccept === true || phone?.PhoneType === 'DESK_PHONE'
      if (isByItself) this.#takingByThemselves.add(id)
    }
    if (kind === 'routing-profile') {
      this.#profiles.set(id, document as unknown as RoutingProfileDocument)
    }
  }

  isReachable(agentId: string): boolean {
    return this.#reachable.has(agentId)
  }

  /** Offers to the agent may be taken without a click: no input says when. */
  takesByItself(agentId: string): boolean {
    return this.#takingByThemselves.has(agentId)
  }

  serves(agentId: string, queueId: string, channel: string): boolean {
    const configs = this.#profile(agentId)?.QueueConfigs ?? []
    const own = queueId === `agent/${agentId}`
    return own || configs.some(each => each.QueueId === queueId && each.Channel === channel)
  }

  /** How long contacts must have waited before the agent may have them; undefined when nobody knows. */
  delayMs(agentId: string, queueId: string, channel: string): number | undefined {
    if (queueId.startsWith('agent/')) return 0
    const configs = this.#profile(agentId)?.QueueConfigs
    const config = configs?.find(each => each.QueueId === queueId && each.Channel === channel)
    return config && config.Delay * 1000
  }

  /** What is wrong with an offer to an agent who has these contacts, that one included. */
  excess(agentId: string, offer: Held, all: readonly Held[]): string | undefined {
    const concurrencies = this.#profile(agentId)?.MediaConcurrencies
    if (!concurrencies) return undefined
    const taken = all.filter(({ state }) => TAKES_SLOT.includes(state))
    const same = taken.filter(({ channel }) => channel === offer.channel)
    const slots = concurrencies.find(({ Channel }) => Channel === offer.channel)?.Concurrency ?? 0
    if (same.length > slots) {
      const others = same.filter(({ contactId }) => contactId !== offer.contactId)
      const names = others.map(({ contactId }) => contactId).join(', ')
      return `is offered to an agent who has ${names || 'no slot'} and may have ${slots} of ${offer.channel}`
    }
    const barring = taken.find(({ channel }) => {
      if (channel === offer.channel) return false
      const behavior = concurrencies.find(
        ({ Channel }) => Channel === channel,
      )?.CrossChannelBehavior
      return behavior?.BehaviorType !== 'ROUTE_ANY_CHANNEL'
    })
    return barring && `is offered beside ${barring.contactId}, which lets no other channel in`
  }

  #profile(agentId: string): RoutingProfileDocument | undefined {
    return this.#profiles.get(this.#profileOf.get(agentId) ?? '')
  }
}
