// Where the pages of each kind are, and which permissions of the API they go by.
import type { ResourceKey } from './texts/resource-names.ts'

const FAMILIES: Readonly<Record<ResourceKey, string>> = {
  queues: 'Queues',
  hours: 'HoursOfOperation',
  'routing-profiles': 'RoutingPolicies',
  users: 'Users',
  'security-profiles': 'SecurityProfiles',
  'agent-statuses': 'AgentStates',
  'quick-connects': 'TransferDestinations',
  prompts: 'Prompts',
  'phone-numbers': 'PhoneNumbers',
  'sip-trunks': 'Instances',
  hierarchy: 'Users',
  'predefined-attributes': 'PredefinedAttributes',
  'task-templates': 'TaskTemplates',
  'data-tables': 'DataTables',
  views: 'Views',
  widgets: 'Instances',
  messaging: 'Instances',
}

export function permissionOf(
  key: ResourceKey,
  verb: 'View' | 'Create' | 'Edit' | 'Delete',
): string {
  return `${FAMILIES[key]}.${verb}`
}

/** Of the list, of one thing, or of the page where one is made (`new`). */
export function addressOf(key: ResourceKey, id?: string): string {
  return id === undefined ? `/console/${key}` : `/console/${key}/${encodeURIComponent(id)}`
}
