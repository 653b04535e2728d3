// What flows do to the data of their contact and of the centre, beside its attributes.
import type { DataTableWrite } from '../data-table/data-table-writes.ts'

export type DataDeed =
  | { readonly do: 'tag'; readonly tags: Readonly<Record<string, string>> }
  /** Writes rows of a data table; checked before. */
  | {
      readonly do: 'writeDataTable'
      readonly tableId: string
      readonly cells: readonly DataTableWrite[]
    }
  | { readonly do: 'untag'; readonly keys: readonly string[] }
  | {
      readonly do: 'setReferences'
      readonly references: Readonly<
        Record<string, { readonly Value: string; readonly Type: string }>
      >
      readonly of?: 'related'
    }
  | {
      readonly do: 'setSegmentAttributes'
      readonly attributes: Readonly<Record<string, { readonly ValueString: string }>>
      readonly of?: 'related'
    }
