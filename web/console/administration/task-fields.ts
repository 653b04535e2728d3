// The fields of a task template as a form shows them, one row each, of what the API keeps apart.
import { type Values, valueAt } from './values.ts'

export interface TaskFieldRow {
  readonly name: string
  readonly type: string
  readonly description: string
  /** Of what can be chosen. */
  readonly options: readonly string[]
  readonly isRequired: boolean
  /** What it has when nothing is said; empty for nothing. */
  readonly usual: string
}

export const TASK_FIELD_TYPES = [
  'NAME',
  'DESCRIPTION',
  'SCHEDULED_TIME',
  'QUICK_CONNECT',
  'SELF_ASSIGN',
  'EXPIRY_DURATION',
  'URL',
  'EMAIL',
  'NUMBER',
  'TEXT',
  'TEXT_AREA',
  'DATE_TIME',
  'BOOLEAN',
  'SINGLE_SELECT',
] as const

/** @param template as GetTaskTemplate tells it. */
export function taskFieldRows(template: Values): readonly TaskFieldRow[] {
  const required = new Set(listAt(template, 'Constraints.RequiredFields').map(nameIn))
  const usual = new Map(
    listAt(template, 'Defaults.DefaultFieldValues').map(each => [nameIn(each), each.DefaultValue]),
  )
  return listAt(template, 'Fields').map(field => {
    const name = nameIn(field)
    return {
      name,
      type: String(field.Type ?? 'TEXT'),
      description: String(field.Description ?? ''),
      options: ((field.SingleSelectOptions ?? []) as readonly unknown[]).map(String),
      isRequired: required.has(name),
      usual: String(usual.get(name) ?? ''),
    }
  })
}

/**
 * The members of the API for these rows. Constraints that no row shows stay as they are in `before`, as far as
 * their fields are still there.
 */
export function taskFieldMembers(rows: readonly TaskFieldRow[], before: Values): Values {
  const names = new Set(rows.map(({ name }) => name))
  const kept = (member: string) =>
    listAt(before, `Constraints.${member}`).filter(each => names.has(nameIn(each)))
  return {
    Fields: rows.map(({ name, type, description, options }) => ({
      Id: { Name: name },
      Type: type,
      ...(description !== '' && { Description: description }),
      ...(type === 'SINGLE_SELECT' && { SingleSelectOptions: options }),
    })),
    Constraints: {
      RequiredFields: rows.filter(({ isRequired }) => isRequired).map(idOf),
      ReadOnlyFields: kept('ReadOnlyFields'),
      InvisibleFields: kept('InvisibleFields'),
    },
    Defaults: {
      DefaultFieldValues: rows
        .filter(({ usual }) => usual !== '')
        .map(row => ({ ...idOf(row), DefaultValue: row.usual })),
    },
  }
}

function idOf({ name }: TaskFieldRow): Values {
  return { Id: { Name: name } }
}

function nameIn(field: Values): string {
  return String(valueAt(field, 'Id.Name') ?? '')
}

function listAt(values: Values, path: string): readonly Values[] {
  return (valueAt(values, path) ?? []) as readonly Values[]
}
