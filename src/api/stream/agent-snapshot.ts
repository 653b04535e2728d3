// What an agent's page shows, made from the centre as it stands.
import type { AgentView, CentreView } from '../../core/centre-view.ts'
import type { Instant } from '../../core/instant.ts'
import type { AgentPageStatus, AgentSnapshot } from '../contract/agent-stream.ts'

export function agentSnapshot(
  centre: CentreView,
  agentId: string,
  now: Instant,
): AgentSnapshot | undefined {
  const agent = centre.agent(agentId)
  const user = centre.directory.get('agent', agentId)
  if (!agent || !user) return undefined
  const { FirstName, LastName } = user.IdentityInfo ?? {}
  const name = [FirstName, LastName].filter(Boolean).join(' ')
  return {
    now,
    agentId,
    username: user.Username,
    name: name === '' ? user.Username : name,
    routingProfile: centre.directory.get('routing-profile', user.RoutingProfileId)?.Name ?? '',
    autoAccept: user.PhoneConfig.AutoAccept ?? false,
    phoneType: user.PhoneConfig.PhoneType,
    ...(user.PhoneConfig.DeskPhoneNumber && { deskPhoneNumber: user.PhoneConfig.DeskPhoneNumber }),
    reachable: agent.reachable,
    ...(agent.unreachableBecause && { unreachableBecause: agent.unreachableBecause }),
    status: { ...agent.status },
    ...(agent.nextStatusId === undefined ? {} : { nextStatusId: agent.nextStatusId }),
    statuses: statuses(centre),
    contacts: contacts(centre, agent),
  }
}

/** In the order the administrator gave them, then by name. */
function statuses(centre: CentreView): AgentPageStatus[] {
  return [...centre.directory.list('agent-state')]
    .filter(({ document }) => document.State === 'ENABLED')
    .sort(
      (a, b) =>
        (a.document.DisplayOrder ?? 1000) - (b.document.DisplayOrder ?? 1000) ||
        a.document.Name.localeCompare(b.document.Name),
    )
    .map(({ id, document }) => ({ statusId: id, name: document.Name, type: document.Type }))
}

function contacts(centre: CentreView, agent: AgentView): AgentSnapshot['contacts'] {
  return agent.contacts.map(({ queueId, ...contact }) => {
    const queue = queueId === undefined ? undefined : centre.directory.get('queue', queueId)?.Name
    return known({ ...contact, queue })
  })
}

type Known<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Without what is not known. */
function known<T extends object>(members: T): Known<T> {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Known<T>
}
