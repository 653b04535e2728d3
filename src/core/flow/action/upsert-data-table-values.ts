import { type DataTableWrite, draftWrites } from '../../data-table/data-table-writes.ts'
import type { ActionKind, FlowView, Step } from '../action-kind.ts'
import type { Parameters } from '../flow.ts'
import { elementsOf, isTrue, membersOf } from '../parameter.ts'
import { dataTableResults, primaryValues } from './evaluate-data-table-values.ts'

const VALUES_MAX = 25

/** Writes values into rows of a data table, all of them or none; rows that are missing are made. */
export const upsertDataTableValues: ActionKind = {
  type: 'UpsertDataTableValues',

  enter({ parameters }, view) {
    const table = view.dataTable(view.text(parameters.DataTableId))
    const cells = writesOf(parameters, view)
    if (!table || cells.length === 0 || cells.length > VALUES_MAX) return failed
    // Tried here, so that the flow takes its error branch; done by the deed.
    const tried = draftWrites(table, cells, { now: view.now, newId: () => '' })
    if ('problem' in tried) return failed
    const deed = { do: 'writeDataTable', tableId: table.id, cells } as const
    return { leave: { by: 'next' }, deeds: [deed, ...dataTableResults({})] }
  },
}

const failed: Step = { leave: { by: 'error', error: 'NoMatchingError' } }

function writesOf(
  { DataTableUpsertAttributes, LockVersion }: Parameters,
  view: FlowView,
): readonly DataTableWrite[] {
  const lockVersion = lockVersionOf(LockVersion, view)
  return elementsOf(DataTableUpsertAttributes)
    .map(membersOf)
    .flatMap(group =>
      elementsOf(group.Attributes)
        .map(membersOf)
        .map(({ Name, AttributeName, Value, UseDefaultValue }) => ({
          primaryValues: primaryValues(group.PrimaryValues, view),
          attributeName: view.text(Name ?? AttributeName),
          lockVersion,
          ...(isTrue(view.value(UseDefaultValue)) ? {} : { value: view.text(Value) }),
        })),
    )
}

/** A version the flow has read, else whatever is there now. */
function lockVersionOf(given: Parameters[string], view: FlowView): string {
  const isObject = typeof given === 'object' && given !== null
  return view.text(isObject ? membersOf(given).DataTable : given) || 'LATEST'
}
