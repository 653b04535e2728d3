// A task made by a template: what is given for its fields is checked, and what is not is filled in.
import { DateTime } from 'luxon'
import type {
  NamesField,
  TaskField,
  TaskFieldType,
  TaskTemplateDocument,
} from '../directory/task-template.ts'
import type { Instant } from '../instant.ts'
import type { Reference } from './contact.ts'

/** The longest a task may go on: 90 days, in minutes. */
export const EXPIRY_MINUTES_MAX = 90 * 24 * 60

/** What a task is to be, as far as a template has a say in it. Times are text, as fields hold them. */
export interface TaskFields {
  readonly name: string
  readonly description?: string | undefined
  readonly references: Readonly<Record<string, Reference>>
  readonly scheduledTime?: string | undefined
  readonly quickConnectId?: string | undefined
  readonly expiryMinutes?: string | undefined
}

export interface FilledTask extends TaskFields {
  /** The flow that runs for it; none when a quick connect says where it goes. */
  readonly flowId?: string
}

/** How agents see the value of a field that is a reference. */
const REFERENCE_TYPES: Readonly<Partial<Record<TaskFieldType, string>>> = {
  URL: 'URL',
  EMAIL: 'EMAIL',
  NUMBER: 'NUMBER',
  DATE_TIME: 'DATE',
  TEXT: 'STRING',
  TEXT_AREA: 'STRING',
  BOOLEAN: 'STRING',
  SINGLE_SELECT: 'STRING',
}

/** The task with everything its template adds, or why it cannot be one. */
export function fillTask(
  template: TaskTemplateDocument,
  given: TaskFields,
): FilledTask | { readonly problem: string } {
  if (template.Status !== 'ACTIVE') return { problem: 'The task template is not active.' }
  const values = new Map<TaskField, string>()
  for (const field of template.Fields) {
    const value = fieldValue(template, field, given)
    if (typeof value === 'object') return value
    if (value !== undefined) values.set(field, value)
  }
  return filled(template, given, values)
}

/** Why a field cannot have this value, in a sentence; undefined when it can. */
export function fieldProblem(field: TaskField, value: string): string | undefined {
  const fits = isOfType(field, value)
  return fits ? undefined : `Field ${nameOf(field)} cannot be ${JSON.stringify(value)}.`
}

export function nameOf({ Id }: NamesField): string {
  return Id?.Name ?? ''
}

/** What a field has when nothing is given. */
export function defaultOf({ Defaults }: Pick<TaskTemplateDocument, 'Defaults'>, name: string) {
  return Defaults?.DefaultFieldValues?.find(each => nameOf(each) === name)?.DefaultValue
}

/** A date and time of ISO 8601 (UTC where it has no offset), or seconds or milliseconds since the epoch. */
export function timeOf(text: string): Instant | undefined {
  if (/^\d{9,11}$/.test(text)) return Number(text) * 1000
  if (/^\d{12,14}$/.test(text)) return Number(text)
  const at = DateTime.fromISO(text, { zone: 'utc' })
  return at.isValid ? at.toMillis() : undefined
}

function fieldValue(
  template: TaskTemplateDocument,
  field: TaskField,
  given: TaskFields,
): string | undefined | { readonly problem: string } {
  const name = nameOf(field)
  const { RequiredFields, ReadOnlyFields, InvisibleFields } = template.Constraints ?? {}
  const usual = defaultOf(template, name)
  const own = givenFor(field, given)
  const isFixed = names(ReadOnlyFields, name) || names(InvisibleFields, name)
  if (isFixed && own !== undefined && own !== usual) {
    return { problem: `Field ${name} cannot be given: its template fixes it.` }
  }
  const value = own ?? usual
  if (value === undefined) {
    return names(RequiredFields, name) ? { problem: `Field ${name} is required.` } : undefined
  }
  const problem = fieldProblem(field, value)
  return problem === undefined ? value : { problem }
}

function names(fields: readonly NamesField[] | undefined, name: string): boolean {
  return fields?.some(each => nameOf(each) === name) ?? false
}

/** An empty text is none. */
function givenFor(field: TaskField, given: TaskFields): string | undefined {
  switch (field.Type) {
    case 'NAME':
      return given.name === '' ? undefined : given.name
    case 'DESCRIPTION':
      return given.description
    case 'SCHEDULED_TIME':
      return given.scheduledTime
    case 'QUICK_CONNECT':
      return given.quickConnectId
    case 'EXPIRY_DURATION':
      return given.expiryMinutes ?? given.references[nameOf(field)]?.Value
    default:
      return given.references[nameOf(field)]?.Value
  }
}

function isOfType({ Type = 'TEXT', SingleSelectOptions }: TaskField, value: string): boolean {
  switch (Type) {
    case 'NUMBER':
      return value.trim() !== '' && Number.isFinite(Number(value))
    case 'EXPIRY_DURATION':
      return /^\d{1,6}$/.test(value) && Number(value) >= 1 && Number(value) <= EXPIRY_MINUTES_MAX
    case 'DATE_TIME':
    case 'SCHEDULED_TIME':
      return timeOf(value) !== undefined
    case 'BOOLEAN':
    case 'SELF_ASSIGN':
      return /^(true|false)$/i.test(value)
    case 'SINGLE_SELECT':
      return SingleSelectOptions?.includes(value) ?? false
    case 'URL':
      return /^[a-z][a-z0-9+.-]*:\S+$/i.test(value)
    case 'EMAIL':
      return /^[^@\s]+@[^@\s]+$/.test(value)
    default:
      return true
  }
}

function filled(
  template: TaskTemplateDocument,
  given: TaskFields,
  values: ReadonlyMap<TaskField, string>,
): FilledTask | { readonly problem: string } {
  const of = (type: TaskFieldType) => [...values].find(([field]) => field.Type === type)?.[1]
  const name = of('NAME') ?? given.name
  if (name === '') return { problem: 'A task has a name.' }
  const isKept = of('SELF_ASSIGN')?.toLowerCase() === 'true'
  const flowId = (isKept ? template.SelfAssignFlowId : undefined) ?? template.ContactFlowId
  return {
    name,
    description: of('DESCRIPTION') ?? given.description,
    references: { ...given.references, ...referencesOf(values) },
    scheduledTime: of('SCHEDULED_TIME') ?? given.scheduledTime,
    quickConnectId: of('QUICK_CONNECT') ?? given.quickConnectId,
    expiryMinutes: of('EXPIRY_DURATION') ?? given.expiryMinutes,
    ...(flowId !== undefined && { flowId }),
  }
}

function referencesOf(values: ReadonlyMap<TaskField, string>): Record<string, Reference> {
  return Object.fromEntries(
    [...values].flatMap(([field, Value]) => {
      const Type = REFERENCE_TYPES[field.Type ?? 'TEXT']
      return Type === undefined ? [] : [[nameOf(field), { Type, Value }]]
    }),
  )
}
