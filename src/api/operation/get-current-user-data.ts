import type * as sdk from '@aws-sdk/client-connect'
import type { AgentContactView, AgentView } from '../../core/centre-view.ts'
import { agentOfQueue } from '../../core/queue/agent-queue.ts'
import { arnOf } from '../arn.ts'
import type { InputOf, Operation, Plain } from '../operation.ts'
import { answer } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { pageOf } from '../page.ts'
import { find } from '../resource.ts'
import { invalidRequest } from '../service-error.ts'
import { usersBelow } from '../show/user-hierarchy.ts'
import { activeSlots, concurrencies, serves } from '../staffing.ts'

type Filters = InputOf<'GetCurrentUserData'>['Filters']

/** Of these one may be given; contact states narrow whom it names. */
const WHO = ['Agents', 'Queues', 'RoutingProfiles', 'UserHierarchyGroups'] as const

export const getCurrentUserData: Operation<'GetCurrentUserData'> = (input, context) => {
  const { Filters } = input
  checkFilters(Filters)
  const states = Filters.ContactFilter?.ContactStates
  const chosen = [...agentsOf(context, Filters)]
    .filter(({ contacts }) => {
      return !states?.length || contacts.some(contact => states.includes(shownState(contact)))
    })
    .sort((a, b) => (a.agentId < b.agentId ? -1 : 1))
  const { items, NextToken } = pageOf(chosen, input, agent => agent.agentId)
  return answer({
    UserDataList: items.map(agent => userData(context, agent)),
    NextToken,
    ApproximateTotalCount: chosen.length,
  })
}

function checkFilters(filters: Filters): void {
  const given = WHO.filter(member => filters[member]?.length)
  if (given.length > 1) {
    throw invalidRequest(`Member Filters names ${given.join(' and ')}; one of them is allowed.`)
  }
  if (given.length === 0 && !filters.ContactFilter?.ContactStates?.length) {
    throw invalidRequest(
      'Member Filters must name users, queues, routing profiles or contact states.',
    )
  }
}

function agentsOf(context: OperationContext, filters: Filters): Iterable<AgentView> {
  const { Agents, Queues, RoutingProfiles, UserHierarchyGroups } = filters
  const { centre } = context
  if (UserHierarchyGroups?.length) {
    const ids = new Set(UserHierarchyGroups.flatMap(group => [...usersBelow(context, group)]))
    return [...centre.agents()].filter(({ agentId }) => ids.has(agentId))
  }
  if (Agents?.length) {
    const ids = new Set(Agents.map(agent => find(context, 'agent', agent).id))
    return [...ids].map(id => centre.agent(id)).filter(agent => agent !== undefined)
  }
  const all = [...centre.agents()]
  if (RoutingProfiles?.length) {
    const ids = new Set(
      RoutingProfiles.map(profile => find(context, 'routing-profile', profile).id),
    )
    return all.filter(({ routingProfileId }) => ids.has(routingProfileId))
  }
  if (Queues?.length) {
    const ids = Queues.map(queue => find(context, 'queue', queue).id)
    return all.filter(agent => ids.some(id => serves(context, agent, id)))
  }
  return all
}

function userData(context: OperationContext, agent: AgentView): Plain<sdk.UserData> {
  const { status, nextStatusId } = agent
  const maximum = concurrencies(context, agent)
  const active = activeSlots(agent)
  const channels = Object.keys(maximum)
  const next =
    nextStatusId === undefined
      ? undefined
      : context.centre.directory.get('agent-state', nextStatusId)?.Name
  return {
    User: { Id: agent.agentId, Arn: arnOf(context, 'agent', agent.agentId) },
    RoutingProfile: {
      Id: agent.routingProfileId,
      Arn: arnOf(context, 'routing-profile', agent.routingProfileId),
    },
    Status: {
      StatusName: status.name,
      StatusArn: arnOf(context, 'agent-state', status.statusId),
      StatusStartTimestamp: status.since,
    },
    NextStatus: next,
    MaxSlotsByChannel: maximum,
    ActiveSlotsByChannel: Object.fromEntries(channels.map(each => [each, active[each] ?? 0])),
    AvailableSlotsByChannel: Object.fromEntries(
      channels.map(each => [each, Math.max(0, (maximum[each] ?? 0) - (active[each] ?? 0))]),
    ),
    Contacts: agent.contacts.map(contact => contactData(context, contact)),
  }
}

function contactData(
  context: OperationContext,
  contact: AgentContactView,
): Plain<sdk.AgentContactReference> {
  const { queueId } = contact
  return {
    ContactId: contact.contactId,
    Channel: contact.channel as sdk.Channel,
    InitiationMethod: contact.initiationMethod as sdk.ContactInitiationMethod,
    AgentContactState: shownState(contact),
    StateStartTimestamp: contact.since,
    ConnectedToAgentTimestamp: contact.connectedAt,
    ...(queueId !== undefined && {
      Queue: { Id: agentOfQueue(queueId) ?? queueId, Arn: arnOf(context, 'queue', queueId) },
    }),
  }
}

/**
 * The service has no word here for a task put aside, and one of its own for a callback that is
 * being offered.
 */
function shownState({ state, initiationMethod, until }: AgentContactView): sdk.ContactState {
  if (state === 'PAUSED') return 'CONNECTED'
  const isOffer = state === 'CONNECTING' && until !== undefined
  return isOffer && initiationMethod === 'CALLBACK' ? 'INCOMING' : state
}
