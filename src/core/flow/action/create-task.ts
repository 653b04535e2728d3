import { DateTime } from 'luxon'
import type { Reference } from '../../contact/contact.ts'
import { overLimit, startsWithin } from '../../contact/contact-size.ts'
import type { Instant } from '../../instant.ts'
import type { Json } from '../../json.ts'
import type { ActionKind, FlowView } from '../action-kind.ts'
import { failed } from '../ask.ts'
import type { Parameters } from '../flow.ts'
import { membersOf, wholeNumber } from '../parameter.ts'

const NAME_MAX = 512
const DESCRIPTION_MAX = 4096
const DELAY_SECONDS_MAX = 518_400

/** Makes a task that runs a flow of its own, now or later. */
export const createTask: ActionKind = {
  type: 'CreateTask',

  enter({ parameters }, view) {
    const flow = view.flow(view.text(parameters.ContactFlowId))
    if (flow?.type !== 'CONTACT_FLOW') return failed('NoMatchingError', 'No such flow.')
    if (!view.mayCreateTask) return failed('NoMatchingError', 'Too many tasks led to this one.')
    const name = view.text(parameters.Name).slice(0, NAME_MAX)
    const at = whenOf(parameters, view)
    if (name === '' || at === 'never') return failed('NoMatchingError', 'No name, or no such time.')
    const description = view.text(parameters.Description).slice(0, DESCRIPTION_MAX)
    const templateId = view.text(parameters.TaskTemplateId)
    const attributes = textsOf(parameters.Attributes, view)
    const references = referencesOf(parameters.References, view)
    if (!startsWithin(attributes)) return failed('NoMatchingError', overLimit('attributes'))
    if (!startsWithin(references)) return failed('NoMatchingError', overLimit('references'))
    const task = {
      flowId: flow.id,
      name,
      ...(description !== '' && { description }),
      ...(templateId !== '' && { templateId }),
      ...(at !== undefined && { scheduledAt: at }),
      attributes,
      references,
    }
    return { leave: { by: 'next' }, deeds: [{ do: 'createTask', task }] }
  },
}

/** Undefined is at once. */
function whenOf(
  { DelaySeconds, ScheduledTime }: Parameters,
  view: FlowView,
): Instant | undefined | 'never' {
  if (DelaySeconds !== undefined) {
    const delay = wholeNumber(view.text(DelaySeconds), 0, DELAY_SECONDS_MAX)
    return delay === undefined ? 'never' : view.now + delay * 1000
  }
  if (ScheduledTime === undefined) return undefined
  const at = timeOf(view.text(ScheduledTime).trim())
  if (at === undefined || at > view.now + DELAY_SECONDS_MAX * 1000) return 'never'
  return at
}

/** A date and time of ISO 8601 (UTC where it has no offset), or seconds or milliseconds since the epoch. */
function timeOf(text: string): Instant | undefined {
  if (/^\d{9,11}$/.test(text)) return Number(text) * 1000
  if (/^\d{12,14}$/.test(text)) return Number(text)
  const at = DateTime.fromISO(text, { zone: 'utc' })
  return at.isValid ? at.toMillis() : undefined
}

function textsOf(value: Json | undefined, view: FlowView): Record<string, string> {
  return Object.fromEntries(
    Object.entries(membersOf(value)).map(([name, each]) => [name, view.text(each)]),
  )
}

function referencesOf(value: Json | undefined, view: FlowView): Record<string, Reference> {
  return Object.fromEntries(
    Object.entries(membersOf(value)).map(([name, each]) => {
      const { Value, Type } = membersOf(each)
      return [name, { Value: view.text(Value), Type: view.text(Type) || 'URL' }]
    }),
  )
}
