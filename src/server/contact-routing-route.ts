// `GET /api/contacts/{id}/routing`: why agents were offered a contact, and others were not; where it
// waits now. For those who may see contacts.
import type { AnalyticsClient } from '../analytics/analytics-client.ts'
import { isContactId, type PastOffer, pastOffers } from '../analytics/offer-history.ts'
import type { OfferReason } from '../core/contact/offer-reason.ts'
import { HistoryUnavailable } from '../store/fact-reader.ts'
import { type AdministratorWorld, permittedUser } from './administrator.ts'
import { json, problem, type Route } from './http-server.ts'

export interface ContactRoutingWorld extends AdministratorWorld {
  readonly analytics: Pick<AnalyticsClient, 'sql'>
}

const PATH = /^\/api\/contacts\/([^/]+)\/routing$/

export function contactRoutingRoute(world: ContactRoutingWorld): Route {
  return async (request, response) => {
    const contactId = PATH.exec(request.path)?.[1]
    if (contactId === undefined) return false
    if (request.method !== 'GET') return problem(response, 405, 'Use GET.')
    if ((await permittedUser(world, 'Contacts.View', request, response)) === undefined) return true
    if (!isContactId(contactId)) return problem(response, 404, 'There is no such contact.')
    const past = await history(world, contactId)
    const current = world.centre.offers(contactId)
    const contact = world.centre.contact(contactId)
    if (!contact && past?.length === 0) {
      return problem(response, 404, 'Nothing is known of offers of such a contact.')
    }
    // What is over is in history a moment later; until then the centre knows it.
    const known = new Set(past?.map(({ offeredAt }) => offeredAt))
    const offers = [
      ...(past ?? []),
      ...current
        .filter(({ at }) => !known.has(at))
        .map(({ at, ...offer }) => ({ offeredAt: at, ...offer })),
    ]
    return json(response, 200, {
      contactId,
      /** History cannot be asked at the moment: only the last offers of a contact that goes on. */
      isComplete: past !== undefined,
      waiting: world.centre.placeInLine(contactId),
      offers: offers.map(each => shown(world, each)),
    })
  }
}

async function history(
  { analytics }: ContactRoutingWorld,
  contactId: string,
): Promise<readonly PastOffer[] | undefined> {
  try {
    return await pastOffers(analytics, contactId)
  } catch (error) {
    if (error instanceof HistoryUnavailable) return undefined
    throw error
  }
}

interface Offer {
  readonly offeredAt: number
  readonly endedAt?: number
  readonly agentId: string
  readonly queueId: string
  readonly outcome?: string
  readonly reason: OfferReason | undefined
}

function shown({ centre }: ContactRoutingWorld, offer: Offer): object {
  const { offeredAt, endedAt, agentId, queueId, outcome, reason } = offer
  const agent = (id: string) => ({ agentId: id, username: centre.agent(id)?.username })
  return {
    offeredAt: new Date(offeredAt).toISOString(),
    ...(endedAt !== undefined && { endedAt: new Date(endedAt).toISOString() }),
    ...agent(agentId),
    queueId,
    queue: centre.directory.get('queue', queueId)?.Name,
    outcome: outcome ?? 'open',
    ...reason,
    candidates: reason?.candidates.map(each => ({ ...each, ...agent(each.agentId) })),
    others: reason?.others.map(each => ({ ...each, ...agent(each.agentId) })),
  }
}
