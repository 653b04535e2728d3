// All kinds of configured things that have pages here.

import { agentStatuses } from './resource/agent-statuses.ts'
import { dataTables } from './resource/data-tables.ts'
import { hierarchy } from './resource/hierarchy.ts'
import { hours } from './resource/hours.ts'
import { messagingChannels } from './resource/messaging.ts'
import { phoneNumbers } from './resource/phone-numbers.ts'
import { predefinedAttributes } from './resource/predefined-attributes.ts'
import { prompts } from './resource/prompts.ts'
import { queues } from './resource/queues.ts'
import { quickConnects } from './resource/quick-connects.ts'
import { routingProfiles } from './resource/routing-profiles.ts'
import { securityProfiles } from './resource/security-profiles.ts'
import { sipTrunks } from './resource/sip-trunks.ts'
import { taskTemplates } from './resource/task-templates.ts'
import { users } from './resource/users.ts'
import { views } from './resource/views.ts'
import { widgets } from './resource/widgets.ts'
import type { Resource } from './resource.ts'
import { haveSources } from './sources.ts'
import type { ResourceKey } from './texts/resource-names.ts'

export const resources: Readonly<Record<ResourceKey, Resource>> = {
  queues,
  hours,
  'routing-profiles': routingProfiles,
  users,
  'security-profiles': securityProfiles,
  'agent-statuses': agentStatuses,
  'quick-connects': quickConnects,
  prompts,
  'phone-numbers': phoneNumbers,
  'sip-trunks': sipTrunks,
  hierarchy,
  'predefined-attributes': predefinedAttributes,
  'task-templates': taskTemplates,
  'data-tables': dataTables,
  views,
  widgets,
  messaging: messagingChannels,
}

haveSources(resources)
