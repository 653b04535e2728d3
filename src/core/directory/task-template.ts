// Task templates: what must be known of a task of a kind, and what is filled in by itself.
import type { Kept } from './document.ts'

export interface TaskTemplateDocument extends Kept {
  readonly [key: string]: unknown
  readonly Name: string
  readonly Description?: string | undefined
  /** Runs for its tasks, unless they go by a quick connect. */
  readonly ContactFlowId?: string | undefined
  /** Runs instead for tasks that whoever makes them keeps. */
  readonly SelfAssignFlowId?: string | undefined
  /** Only those that are active can be used. */
  readonly Status: 'ACTIVE' | 'INACTIVE'
  readonly Fields: readonly TaskField[]
  readonly Constraints?:
    | {
        readonly RequiredFields?: readonly NamesField[] | undefined
        /** These have their default, whatever is given. */
        readonly ReadOnlyFields?: readonly NamesField[] | undefined
        readonly InvisibleFields?: readonly NamesField[] | undefined
      }
    | undefined
  readonly Defaults?:
    | {
        readonly DefaultFieldValues?:
          | readonly (NamesField & { readonly DefaultValue?: string | undefined })[]
          | undefined
      }
    | undefined
}

export interface NamesField {
  readonly Id?: { readonly Name?: string | undefined } | undefined
}

export interface TaskField extends NamesField {
  readonly Description?: string | undefined
  readonly Type?: TaskFieldType | undefined
  readonly SingleSelectOptions?: readonly string[] | undefined
}

export type TaskFieldType =
  | 'NAME'
  | 'DESCRIPTION'
  | 'SCHEDULED_TIME'
  | 'QUICK_CONNECT'
  | 'SELF_ASSIGN'
  | 'EXPIRY_DURATION'
  | 'URL'
  | 'EMAIL'
  | 'NUMBER'
  | 'TEXT'
  | 'TEXT_AREA'
  | 'DATE_TIME'
  | 'BOOLEAN'
  | 'SINGLE_SELECT'
