// A configured thing changes: the directory keeps it, and what is at work follows.
import { repeatIdle, updateIdle } from './agent/availability.ts'
import { defaultStatusId } from './agent/default-status.ts'
import { dropAgent } from './agent/drop-agent.ts'
import type {
  ContactFlowDocument,
  FlowModuleDocument,
  RoutingProfileDocument,
  UserDocument,
} from './directory/document.ts'
import type { ConfigurationInput, RuleInput } from './input.ts'
import { seconds } from './instant.ts'
import { skillName } from './routing/criterion.ts'
import type { World } from './world.ts'

export function applyConfiguration(world: World, input: ConfigurationInput | RuleInput): void {
  if (input.type === 'rule.met') {
    const { type: _, ...event } = input
    world.event({ type: 'rule.event', event: { ...event, at: world.now } })
  } else if (input.type === 'config.put') {
    world.directory.put(input.kind, input.id, input.document)
    changed(world, input.kind, input.id)
  } else {
    const former = world.directory.get(input.kind, input.id)
    world.directory.delete(input.kind, input.id)
    removed(world, input.kind, input.id, former)
  }
}

function changed(world: World, kind: ConfigurationInput['kind'], id: string): void {
  switch (kind) {
    case 'contact-flow':
    case 'flow-module':
      return flowChanged(world, id, world.directory.get(kind, id))
    case 'routing-profile':
      return profileChanged(world, id, world.directory.get('routing-profile', id))
    case 'agent':
      return userChanged(world, id, world.directory.get('agent', id))
    case 'agent-state':
      return statusesChanged(world)
    default:
  }
}

function removed(
  world: World,
  kind: ConfigurationInput['kind'],
  id: string,
  former: object | undefined,
): void {
  if (kind === 'contact-flow' || kind === 'flow-module') world.flowChanged(id, undefined)
  else if (former && (kind === 'contact-flow-version' || kind === 'flow-module-version')) {
    world.versionDeleted(id, (former as { readonly Content: string }).Content)
  } else if (kind === 'routing-profile') {
    world.router.removeProfile(id)
    world.live.profileChanged(id)
  } else if (kind === 'agent') dropAgent(world, id)
  else if (kind === 'agent-state') statusesChanged(world)
}

/** What there is to choose from is on every agent's page. */
function statusesChanged(world: World): void {
  for (const agent of world.agents.values()) {
    updateIdle(world, agent)
    world.agentChanged(agent.agentId)
  }
}

function flowChanged(
  world: World,
  id: string,
  flow: ContactFlowDocument | FlowModuleDocument | undefined,
): void {
  const runs = flow?.Status === 'PUBLISHED' && flow.State === 'ACTIVE'
  const key = world.flowKeys.get(id)
  const content = runs ? flow.Content : undefined
  // A change of name alone is no new version.
  if (key !== undefined && world.flowTexts.get(key) === content) return
  world.flowChanged(id, content)
}

/** Tells the router what the agents of a profile serve. */
export function profileChanged(
  world: World,
  id: string,
  profile: RoutingProfileDocument | undefined,
): void {
  world.live.profileChanged(id)
  // What its agents have room for may be another now.
  for (const agent of world.agents.values()) {
    if (world.directory.get('agent', agent.agentId)?.RoutingProfileId === id) {
      updateIdle(world, agent)
      repeatIdle(world, agent)
    }
  }
  world.router.setProfile(
    id,
    (profile?.QueueConfigs ?? []).map(each => ({
      queueId: each.QueueId,
      channel: each.Channel,
      priority: each.Priority,
      delayMs: seconds(each.Delay),
    })),
  )
}

/** Tells the router what an agent can do. */
export function tellSkills(world: World, agentId: string): void {
  const proficiencies = world.directory.get('agent', agentId)?.Proficiencies ?? []
  const skills = proficiencies.map(({ AttributeName, AttributeValue, Level }) => {
    return [skillName(AttributeName, AttributeValue), Level] as const
  })
  world.router.setSkills(agentId, new Map(skills))
}

function userChanged(world: World, id: string, user: UserDocument | undefined): void {
  tellSkills(world, id)
  const agent = world.agents.get(id)
  if (!agent) {
    const statusId = defaultStatusId(world)
    world.agents.set(id, {
      agentId: id,
      statusId,
      statusSince: world.now,
      reachable: user?.PhoneConfig.PhoneType === 'DESK_PHONE',
      idle: {},
      contacts: [],
    })
  } else {
    updateIdle(world, agent)
    repeatIdle(world, agent)
  }
  world.agentChanged(id)
}
