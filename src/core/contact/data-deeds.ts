// Carries out what a flow does to the data of its contact and of the centre.
import { assertNever } from '../assert.ts'
import { DataTable } from '../data-table/data-table.ts'
import { type DataTableWrite, draftWrites } from '../data-table/data-table-writes.ts'
import type { DataDeed } from '../flow/data-deed.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { relatedContact } from './contact-flow-view.ts'
import { withoutTags } from './contact-tags.ts'

/** The changes are part of the input that the flow runs in: they need no journal entry of their own. */
function writeDataTable(world: World, table: DataTable, cells: readonly DataTableWrite[]): void {
  const { now, chance, directory, region } = world
  const draft = draftWrites(table, cells, { now, newId: () => chance.uuid() })
  if ('problem' in draft) return
  for (const input of draft.inputs({ LastModifiedRegion: region })) {
    if (input.type === 'config.put') directory.put(input.kind, input.id, input.document)
    else directory.delete(input.kind, input.id)
  }
}

export function performDataDeed(world: World, contact: Contact, deed: DataDeed): void {
  switch (deed.do) {
    case 'tag':
      contact.tags = { ...contact.tags, ...deed.tags }
      return
    case 'writeDataTable': {
      const table = DataTable.find(world.directory, deed.tableId)
      if (table) writeDataTable(world, table, deed.cells)
      return
    }
    case 'untag':
      contact.tags = withoutTags(contact.tags, deed.keys)
      return
    case 'setReferences': {
      const owner = deed.of === 'related' ? relatedContact(world, contact) : contact
      if (owner) owner.references = { ...owner.references, ...deed.references }
      return
    }
    case 'setSegmentAttributes': {
      const owner = deed.of === 'related' ? relatedContact(world, contact) : contact
      if (owner) owner.segmentAttributes = { ...owner.segmentAttributes, ...deed.attributes }
      return
    }
    default:
      assertNever(deed)
  }
}
