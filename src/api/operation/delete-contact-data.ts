import { isoTime } from '../../core/contact/iso-time.ts'
import type { ContactRow } from '../../core/event.ts'
import type { Instant } from '../../core/instant.ts'
import { bareId } from '../arn.ts'
import { change, type Operation } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { notFound, ServiceError } from '../service-error.ts'

/** What it says of mail is in no contact here: there is nothing of it to forget. */
export const deleteContactData: Operation<'DeleteContactData'> = async (
  { ContactId, ContactFields },
  context,
) => {
  const contactId = bareId(ContactId)
  requireOver(context, contactId)
  const row = await context.contacts.get(contactId)
  if (!row) throw notFound(`There is no contact ${contactId}.`)
  return () => {
    requireOver(context, contactId)
    if (!ContactFields.includes('CUSTOMER_ENDPOINT')) return change()
    return change({ type: 'contact.redact', contactId, row: withoutCustomer(row, context.now) })
  }
}

/** Until then more may become known of it. */
function requireOver({ centre }: OperationContext, contactId: string): void {
  if (!centre.contact(contactId)) return
  throw new ServiceError('ContactNotTerminatedException', `The contact ${contactId} is not over.`)
}

function withoutCustomer({ customerAddress: _, ...row }: ContactRow, now: Instant): ContactRow {
  const forgotten = { CustomerEndpoint: null, LastUpdateTimestamp: isoTime(now) }
  return { ...row, record: { ...row.record, ...forgotten } }
}
