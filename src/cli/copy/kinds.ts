// Every kind of thing that is copied.
import { emailAddress } from './kind/email.ts'
import { flow, flowModule, number } from './kind/flows.ts'
import { hours } from './kind/hours.ts'
import { securityProfile, user } from './kind/people.ts'
import { prompt } from './kind/prompts.ts'
import { evaluationForm, rule } from './kind/quality.ts'
import { queue, quickConnect, routingProfile } from './kind/routing.ts'
import { attribute, hierarchy, status, taskTemplate, view } from './kind/settings.ts'
import { dataTable } from './kind/tables.ts'
import type { CopyKind, CopyOf } from './thing.ts'

export const kinds: Readonly<Record<CopyKind, CopyOf>> = {
  hours,
  attribute,
  status,
  hierarchy,
  module: flowModule,
  flow,
  prompt,
  'email-address': emailAddress,
  queue,
  'routing-profile': routingProfile,
  'security-profile': securityProfile,
  user,
  'quick-connect': quickConnect,
  view,
  'task-template': taskTemplate,
  'data-table': dataTable,
  'evaluation-form': evaluationForm,
  rule,
  number,
}
