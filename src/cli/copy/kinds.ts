// Every kind of thing that is copied.
import { flow, flowModule, number, prompt } from './kind/flows.ts'
import { hours } from './kind/hours.ts'
import { securityProfile, user } from './kind/people.ts'
import { queue, quickConnect, routingProfile } from './kind/routing.ts'
import { attribute, hierarchy, status, taskTemplate, view } from './kind/settings.ts'
import type { CopyKind, CopyOf } from './thing.ts'

export const kinds: Readonly<Record<CopyKind, CopyOf>> = {
  hours,
  attribute,
  status,
  hierarchy,
  module: flowModule,
  flow,
  prompt,
  queue,
  'routing-profile': routingProfile,
  'security-profile': securityProfile,
  user,
  'quick-connect': quickConnect,
  view,
  'task-template': taskTemplate,
  number,
}
