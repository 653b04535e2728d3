import type * as sdk from '@aws-sdk/client-connect'
import type { AgentView } from '../../core/centre-view.ts'
import { arnOf, bareId } from '../arn.ts'
import type { InputOf, Operation, Plain } from '../operation.ts'
import { answer } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { pageOf } from '../page.ts'
import { invalidRequest } from '../service-error.ts'
import { activeSlots, concurrencies, serves } from '../staffing.ts'

export const getCurrentUserData: Operation<'GetCurrentUserData'> = (input, context) => {
  const chosen = [...context.centre.agents()]
    .filter(agent => wanted(context, agent, input.Filters))
    .sort((a, b) => (a.agentId < b.agentId ? -1 : 1))
  const { items, NextToken } = pageOf(chosen, input, agent => agent.agentId)
  return answer({
    UserDataList: items.map(agent => userData(context, agent)),
    NextToken,
    ApproximateTotalCount: chosen.length,
  })
}

/** As in the service: one of users, queues, routing profiles says who is meant; contact states narrow it. */
function wanted(
  context: OperationContext,
  agent: AgentView,
  filters: InputOf<'GetCurrentUserData'>['Filters'],
): boolean {
  const { Agents, Queues, RoutingProfiles, UserHierarchyGroups, ContactFilter } = filters ?? {}
  if (!(Agents || Queues || RoutingProfiles || UserHierarchyGroups || ContactFilter)) {
    throw invalidRequest('Member Filters must name users, queues or routing profiles.')
  }
  const states = ContactFilter?.ContactStates
  return (
    !UserHierarchyGroups?.length &&
    (!Agents?.length || Agents.map(bareId).includes(agent.agentId)) &&
    (!RoutingProfiles?.length || RoutingProfiles.map(bareId).includes(agent.routingProfileId)) &&
    (!Queues?.length || Queues.some(queue => serves(context, agent, bareId(queue)))) &&
    (!states?.length || agent.contacts.some(contact => states.includes(shownState(contact))))
  )
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
      channels.map(each => [each, (maximum[each] ?? 0) - (active[each] ?? 0)]),
    ),
    Contacts: agent.contacts.map(contact => ({
      ContactId: contact.contactId,
      Channel: contact.channel as sdk.Channel,
      InitiationMethod: context.centre.contact(contact.contactId)
        ?.initiationMethod as sdk.ContactInitiationMethod,
      AgentContactState: shownState(contact),
      StateStartTimestamp: contact.since,
      ConnectedToAgentTimestamp: contact.connectedAt,
      Queue:
        contact.queueId === undefined
          ? undefined
          : { Id: contact.queueId, Arn: arnOf(context, 'queue', contact.queueId) },
    })),
  }
}

/** The service has no word here for a task put aside. */
function shownState({ state }: AgentView['contacts'][number]): sdk.ContactState {
  return state === 'PAUSED' ? 'CONNECTED' : state
}
