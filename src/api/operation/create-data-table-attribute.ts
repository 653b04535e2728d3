import { requireRoom } from '../limit/quotas.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { duplicate } from '../service-error.ts'
import { changesOf, checkedValidation, draftOf, findDataTable } from '../show/data-table.ts'

export const createDataTableAttribute: Operation<'CreateDataTableAttribute'> = (input, context) => {
  const table = findDataTable(context, input.DataTableId)
  const { Name, ValueType, Description, Primary = false } = input
  if (table.attribute(Name)) throw duplicate(`The table has an attribute ${Name} already.`)
  requireRoom(context.centre, 'data-table-attributes', () => table.document.Attributes.length)
  const draft = draftOf(context, table)
  const AttributeId = context.newId()
  const Validation = checkedValidation(input.Validation)
  draft.putAttribute({
    AttributeId,
    Name,
    ValueType,
    Primary,
    ...(Description !== undefined && { Description }),
    ...(Validation && { Validation }),
  })
  const version = String(draft.revision)
  const LockVersion = { DataTable: version, Attribute: version }
  return changed({ Name, AttributeId, LockVersion }, ...changesOf(context, draft))
}
