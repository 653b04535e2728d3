// What a kind of configured thing is to these pages, as data: where it is found, what is asked of it,
// and which operations of the API read and change it.
import type { ComponentType } from 'react'
import type { OperationName } from '../../kit/connect.ts'
import type { FieldName } from './texts/administration-texts.ts'
import type { ResourceKey } from './texts/resource-names.ts'
import type { Values } from './values.ts'

/** One thing in a list. */
export interface Row {
  readonly id: string
  readonly name: string
  readonly values: Values
}

export interface RowPage {
  readonly rows: readonly Row[]
  /** Where the next page begins; absent at the end. */
  readonly next?: string
  /** How many there are in all, where the service tells. */
  readonly total?: number
}

export interface RowQuestion {
  /** Looked for in names. */
  readonly text?: string
  /** `key` or `key:value`. */
  readonly tag?: string
  readonly next?: string
  readonly size?: number
}

/** Where things of a kind are found: for lists, and for fields that choose one. */
export interface Source {
  find(question: RowQuestion, signal: AbortSignal): Promise<RowPage>
  /** Its name, of one that no list has shown yet. */
  nameOf(id: string): Promise<string>
}

/** What can be chosen in a field; flows have pages of their own. */
export type SourceKey = ResourceKey | 'flows'

interface AnyField {
  /** The member of the API, or a dotted path to it. */
  readonly name: string
  readonly label: FieldName
  readonly required?: boolean
  /** Can be said only when the thing is made, or only later. */
  readonly only?: 'create' | 'edit'
  /** Can be set for many at once. */
  readonly bulk?: boolean
  readonly shownIf?: (values: Values) => boolean
}

export interface EditorProps {
  readonly value: unknown
  onChange(value: unknown): void
  readonly values: Values
  /** Undefined while the thing is made. */
  readonly id: string | undefined
  readonly disabled: boolean
  readonly label: string
}

export type Field = AnyField &
  (
    | { readonly kind: 'text' | 'longText' | 'password' | 'json' | 'words' }
    | { readonly kind: 'number'; readonly min?: number; readonly max?: number }
    | { readonly kind: 'flag' }
    | { readonly kind: 'choice'; readonly options: readonly string[]; readonly otherwise?: string }
    | { readonly kind: 'pick' | 'picks'; readonly of: SourceKey }
    | { readonly kind: 'own'; readonly Editor: ComponentType<EditorProps> }
  )

export interface Column {
  /** A member, or a dotted path to it. */
  readonly name: string
  readonly label: FieldName
  /** Its value is the id, or are the ids, of things of this kind. */
  readonly of?: SourceKey
  /** How it is written; as it is when absent. */
  show?(value: unknown, values: Values): string
}

/** One operation that changes some members. */
export interface Update {
  readonly operation: OperationName
  readonly members: readonly string[]
}

export interface Tab {
  readonly id: string
  readonly label: string
  readonly Content: ComponentType<{ readonly row: Row; reload(): void }>
}

export interface Resource {
  readonly key: ResourceKey
  readonly columns: readonly Column[]
  readonly fields: readonly Field[]
  /** What a new one has to begin with. */
  readonly beginning?: Values
  readonly source: Source
  /** Everything a form shows. */
  read(id: string): Promise<Row>
  /** Answers its id. Absent: these are not made here. */
  create?(values: Values): Promise<string>
  /** Absent: these are not changed here. */
  update?(row: Row, after: Values): Promise<void>
  remove?(id: string): Promise<void>
  /** Comes with every instance, and stays as it is. */
  readonly isFixed?: (row: Row) => boolean
  /** Members with tags; false when the kind has none. */
  readonly hasTags?: boolean
  /** As our own route of references names the kind. */
  readonly kind?: string
  readonly tabs?: readonly Tab[]
  /** Beside the list's own buttons. */
  readonly ListActions?: ComponentType<{ readonly rows: readonly Row[]; reload(): void }>
}
