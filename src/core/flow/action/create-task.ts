import type { Reference } from '../../contact/contact.ts'
import { overLimit, startsWithin } from '../../contact/contact-size.ts'
import { type FilledTask, fillTask, type TaskFields, timeOf } from '../../contact/task-template.ts'
import { type Instant, minutes } from '../../instant.ts'
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
    if (!view.mayCreateTask) return failed('NoMatchingError', 'Too many tasks led to this one.')
    const asked = askedFor(parameters, view)
    const filled = filledIn(parameters, view, asked)
    if ('problem' in filled) return failed('NoMatchingError', filled.problem)
    const flow = view.flow(filled.flowId ?? '')
    if (flow?.type !== 'CONTACT_FLOW') return failed('NoMatchingError', 'No such flow.')
    const at = whenOf(parameters, filled, view)
    if (filled.name === '' || at === 'never') {
      return failed('NoMatchingError', 'No name, or no such time.')
    }
    const { name, description = '', references, templateId, expiryMinutes } = filled
    const attributes = textsOf(parameters.Attributes, view)
    if (!startsWithin(attributes)) return failed('NoMatchingError', overLimit('attributes'))
    if (!startsWithin(references)) return failed('NoMatchingError', overLimit('references'))
    const task = {
      flowId: flow.id,
      name,
      ...(description !== '' && { description }),
      ...(templateId !== undefined && { templateId }),
      ...(at !== undefined && { scheduledAt: at }),
      ...(expiryMinutes !== undefined && { limitMs: minutes(Number(expiryMinutes)) }),
      attributes,
      references,
    }
    return { leave: { by: 'next' }, deeds: [{ do: 'createTask', task }] }
  },
}

function askedFor(parameters: Parameters, view: FlowView): TaskFields {
  const description = view.text(parameters.Description).slice(0, DESCRIPTION_MAX)
  return {
    name: view.text(parameters.Name).slice(0, NAME_MAX),
    ...(description !== '' && { description }),
    references: referencesOf(parameters.References, view),
  }
}

/** With what its template adds, if it has one; the flow named here comes first. */
function filledIn(
  { ContactFlowId, TaskTemplateId }: Parameters,
  view: FlowView,
  asked: TaskFields,
): (FilledTask & { readonly templateId?: string }) | { readonly problem: string } {
  const named = view.text(ContactFlowId)
  const templateId = view.text(TaskTemplateId)
  if (templateId === '') return { ...asked, flowId: named }
  const template = view.taskTemplate(templateId)
  if (!template) return { problem: 'There is no such task template.' }
  const filled = fillTask(template.document, asked)
  if ('problem' in filled) return filled
  return { ...filled, templateId: template.id, ...(named !== '' && { flowId: named }) }
}

/** Undefined is at once. A template's time that has passed is no time at all. */
function whenOf(
  { DelaySeconds, ScheduledTime }: Parameters,
  { scheduledTime }: FilledTask,
  view: FlowView,
): Instant | undefined | 'never' {
  if (DelaySeconds !== undefined) {
    const delay = wholeNumber(view.text(DelaySeconds), 0, DELAY_SECONDS_MAX)
    return delay === undefined ? 'never' : view.now + delay * 1000
  }
  if (ScheduledTime === undefined) {
    const usual = scheduledTime === undefined ? undefined : timeOf(scheduledTime)
    return usual !== undefined && usual > view.now ? usual : undefined
  }
  const at = timeOf(view.text(ScheduledTime).trim())
  if (at === undefined || at > view.now + DELAY_SECONDS_MAX * 1000) return 'never'
  return at
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
