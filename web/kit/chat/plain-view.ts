// A view of a flow as a plain form: what it says, what it asks and what can be done. Views are drawn by
// their authors for Amazon's renderer; this shows the same data without its looks.
import { isRecord, text } from './wire-value.ts'

export interface PlainView {
  readonly heading: string
  readonly lines: readonly string[]
  readonly fields: readonly Field[]
  readonly actions: readonly Action[]
}

export interface Field {
  readonly name: string
  readonly label: string
  readonly kind: 'text' | 'area' | 'select' | 'check' | 'radio' | 'date' | 'number' | 'email'
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly value: string
  readonly isRequired: boolean
}

export interface Action {
  readonly action: string
  readonly label: string
  /** What the answer holds beside the fields. */
  readonly data: Readonly<Record<string, unknown>>
}

type Json = Readonly<Record<string, unknown>>

/** Nothing that flows send is deeper. */
const DEPTH_MAX = 12
const KINDS: readonly (readonly [RegExp, Field['kind']])[] = [
  [/textarea/i, 'area'],
  [/select|dropdown/i, 'select'],
  [/radio/i, 'radio'],
  [/check/i, 'check'],
  [/date/i, 'date'],
  [/number/i, 'number'],
  [/email/i, 'email'],
  [/input|text/i, 'text'],
]
const BUTTONS = ['Next', 'Submit', 'Previous', 'Back', 'Cancel', 'Edit'] as const
const SAID = ['Heading', 'SubHeading', 'Description', 'Text', 'Content', 'ErrorText'] as const

/** From the view (its template and actions) and the data the flow gave it. */
export function plainView(view: Json, data: Json): PlainView {
  const lines: string[] = []
  const fields: Field[] = []
  const actions: Action[] = []
  const content = record(view.Content)
  walk(data, 0)
  if (fields.length === 0 && actions.length === 0) walk(parsed(text(content.Template)), 0)
  const known = Array.isArray(content.Actions) ? content.Actions.map(String) : []
  const first = known[0]
  if (actions.length === 0) {
    const all = first === undefined ? ['Submit'] : known
    actions.push(...all.map(action => ({ action, label: action, data: {} })))
  }
  const [heading = text(view.Name), ...rest] = lines
  return { heading, lines: rest, fields, actions }

  function walk(value: unknown, depth: number): void {
    if (depth > DEPTH_MAX) return
    if (Array.isArray(value)) {
      for (const each of value) walk(each, depth + 1)
      return
    }
    if (!isRecord(value)) return
    for (const name of SAID) say(value[name])
    const field = fieldOf(value)
    if (field) fields.push(field)
    const item = text(value.Id)
    if (item && text(value.Heading)) {
      actions.push({ action: 'ActionSelected', label: text(value.Heading), data: { Id: item } })
    }
    for (const name of BUTTONS) {
      const label = labelOf(value[name])
      if (label) actions.push({ action: name, label, data: {} })
    }
    if (Array.isArray(value.Actions)) {
      for (const each of value.Actions) {
        const label = labelOf(each)
        if (label) actions.push({ action: 'ActionSelected', label, data: { ActionName: label } })
      }
    }
    for (const name of ['Sections', 'Items', 'Cards', 'Summary', 'Detail', 'Body', 'Content']) {
      walk(value[name], depth + 1)
    }
    walk(value.Props, depth + 1)
  }

  function say(value: unknown): void {
    const said = typeof value === 'string' ? value : isRecord(value) ? labelOf(value) : ''
    if (said) lines.push(said)
  }
}

/** Amazon's own form answers with its fields one level down; views of a centre's own do not. */
export function isManagedForm({ Arn }: Json): boolean {
  return /:aws:view\/form(:|$)/.test(String(Arn))
}

function fieldOf(value: Json): Field | undefined {
  const name = text(value.Name)
  const label = labelOf(value.Label) || name
  const kind = KINDS.find(([pattern]) => pattern.test(text(value.Type)))?.[1]
  if (!name || (!kind && value.Label === undefined)) return undefined
  const options = Array.isArray(value.Options) ? value.Options.map(optionOf) : []
  return {
    name,
    label,
    kind: kind ?? (options.length > 0 ? 'select' : 'text'),
    options,
    value: text(value.DefaultValue) || text(value.Value),
    isRequired: value.Required === true,
  }
}

function optionOf(option: unknown): Field['options'][number] {
  if (!isRecord(option)) return { value: String(option), label: String(option) }
  const label = text(option.Label) || text(option.Name) || text(option.Value)
  return { label, value: text(option.Value) || label }
}

function labelOf(value: unknown): string {
  if (typeof value === 'string') return value
  return isRecord(value) ? text(value.Label) || text(value.Text) || text(value.Header) : ''
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    // A view without a template has nothing to show beyond its data.
    return undefined
  }
}

function record(value: unknown): Json {
  return isRecord(value) ? value : {}
}
