// Carries out what a flow does to the data of its contact and of the centre.
import { assertNever } from '../assert.ts'
import type { DataDeed } from '../flow/data-deed.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { relatedContact } from './contact-flow-view.ts'
import { withoutTags } from './contact-tags.ts'

export function performDataDeed(world: World, contact: Contact, deed: DataDeed): void {
  switch (deed.do) {
    case 'tag':
      contact.tags = { ...contact.tags, ...deed.tags }
      return
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
