import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'

export const tagContact: Operation<'TagContact'> = ({ ContactId, Tags }) =>
  change({ type: 'contact.tag', contactId: bareId(ContactId), tags: Tags })
