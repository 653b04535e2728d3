// How many there may be of what: one list of quotas, each with its limit unless the instance's owner has set
// another. What has none is limited by the machine alone.
import type { CentreView } from '../../core/centre-view.ts'
import type { DirectoryView } from '../../core/directory/directory.ts'
import type { Kind } from '../../core/directory/document.ts'
import type { OperationContext } from '../operation-context.ts'
import { limitExceeded } from '../service-error.ts'

export interface Quota {
  /** Things of this kind in the instance. */
  readonly kind?: Kind
  /** Contacts of this channel that are going on. Calls of customers come in all the same. */
  readonly channel?: 'VOICE' | 'CHAT' | 'TASK'
  /** What each of may have so many. */
  readonly per?: string
  /** None: no limit until one is set. */
  readonly standard?: number
}

/** By the name that operators use. */
export const quotas = {
  'agent-statuses': { kind: 'agent-state' },
  'contact-flows': { kind: 'contact-flow' },
  'data-tables': { kind: 'data-table' },
  'email-addresses': { kind: 'email-address', standard: 100 },
  'evaluation-forms': { kind: 'evaluation-form', standard: 200 },
  'extraction-definitions': { kind: 'extraction-definition' },
  'flow-modules': { kind: 'flow-module' },
  hierarchy: { kind: 'agent-group' },
  hours: { kind: 'operating-hours' },
  'integration-associations': { kind: 'integration-association' },
  metrics: { kind: 'metric', standard: 500 },
  notifications: { kind: 'notification', standard: 10_000 },
  'phone-numbers': { kind: 'phone-number' },
  'predefined-attributes': { kind: 'predefined-attribute' },
  prompts: { kind: 'prompt' },
  'push-registrations': { kind: 'push-registration', standard: 10_000 },
  queues: { kind: 'queue' },
  'quick-connects': { kind: 'transfer-destination' },
  'routing-profiles': { kind: 'routing-profile' },
  rules: { kind: 'rule' },
  'security-keys': { kind: 'security-key', standard: 2 },
  'security-profiles': { kind: 'security-profile' },
  'task-templates': { kind: 'task-template', standard: 50 },
  'test-cases': { kind: 'test-case' },
  'traffic-distribution-groups': { kind: 'traffic-distribution-group', standard: 10 },
  users: { kind: 'agent' },
  views: { kind: 'view' },
  vocabularies: { kind: 'vocabulary', standard: 100 },
  workspaces: { kind: 'workspace', standard: 100 },
  'data-table-attributes': { per: 'data table', standard: 100 },
  'evaluation-form-versions': { per: 'evaluation form', standard: 100 },
  'evaluations-of-a-contact': { per: 'contact', standard: 50 },
  'view-versions': { per: 'view', standard: 50 },
  'workspace-pages': { per: 'workspace', standard: 50 },
  'active-calls': { channel: 'VOICE' },
  'active-chats': { channel: 'CHAT' },
  'active-tasks': { channel: 'TASK' },
} satisfies Readonly<Record<string, Quota>>

export type QuotaName = keyof typeof quotas

export function isQuotaName(name: string): name is QuotaName {
  return Object.hasOwn(quotas, name)
}

/** `undefined`: no limit. */
export function quotaLimit(directory: DirectoryView, name: QuotaName): number | undefined {
  const { standard }: Quota = quotas[name]
  return directory.get('quota', name)?.Limit ?? standard
}

const NAME_OF_KIND: ReadonlyMap<Kind, QuotaName> = new Map(
  Object.entries(quotas).flatMap(([name, { kind }]: [string, Quota]) =>
    // The list's own names.
    kind ? [[kind, name as QuotaName] as const] : [],
  ),
)

/** Throws when there is no room for one more thing of a kind. */
export function requireRoomForOne({ centre }: OperationContext, kind: Kind): void {
  const name = NAME_OF_KIND.get(kind)
  if (name) requireRoom(centre, name, () => centre.directory.count(kind))
}

/** Throws when so many are used that there is no room for one more. They are counted only if there is a limit. */
export function requireRoom(
  { directory }: { readonly directory: DirectoryView },
  name: QuotaName,
  used: () => number,
): void {
  const limit = quotaLimit(directory, name)
  if (limit === undefined || used() < limit) return
  const { per }: Quota = quotas[name]
  throw limitExceeded(`The quota ${name} is ${limit}${per ? ` for each ${per}` : ''}, and used up.`)
}

const ACTIVE = { VOICE: 'active-calls', CHAT: 'active-chats', TASK: 'active-tasks' } as const

/** Throws when as many contacts of a channel are going on as may. */
export function requireRoomForContact(
  { centre }: OperationContext,
  channel: keyof typeof ACTIVE,
): void {
  requireRoom(centre, ACTIVE[channel], () => activeContacts(centre, channel))
}

export function activeContacts(centre: CentreView, channel: keyof typeof ACTIVE): number {
  let active = 0
  for (const contact of centre.contacts()) if (contact.channel === channel) active++
  return active
}
