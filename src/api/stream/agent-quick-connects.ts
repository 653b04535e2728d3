// Whom an agent may pass contacts on to: the quick connects of the queues that the agent serves.
import type { CentreView } from '../../core/centre-view.ts'
import type { PageQuickConnect } from '../contract/agent-stream.ts'
import { quickConnectIdsOf } from '../show/queue.ts'

/** In the order of their names. */
export function agentQuickConnects(centre: CentreView, agentId: string): PageQuickConnect[] {
  const { directory } = centre
  const profileId = directory.get('agent', agentId)?.RoutingProfileId ?? ''
  const profile = directory.get('routing-profile', profileId)
  const queueIds = new Set(profile?.QueueConfigs.map(each => each.QueueId))
  if (profile) queueIds.add(profile.DefaultOutboundQueueId)
  const ids = new Set<string>()
  for (const id of queueIds) {
    const document = directory.get('queue', id)
    for (const each of document ? quickConnectIdsOf({ id, document }) : []) ids.add(each)
  }
  return [...ids]
    .map(id => quickConnect(centre, id))
    .filter(each => each !== undefined)
    .sort((a, b) => a.name.localeCompare(b.name))
}

function quickConnect({ directory }: CentreView, id: string): PageQuickConnect | undefined {
  const document = directory.get('transfer-destination', id)
  if (!document) return undefined
  // Written by operations that check them.
  const { QuickConnectType } = document.QuickConnectConfig as {
    readonly QuickConnectType: PageQuickConnect['type']
  }
  const { Description } = document
  return {
    quickConnectId: id,
    name: String(document.Name),
    type: QuickConnectType,
    ...(typeof Description === 'string' && { description: Description }),
  }
}
