import type { ContactRow } from '../../core/event.ts'
import { arnOf, bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { readToken, writeToken } from '../page.ts'
import { notFound } from '../service-error.ts'
import { showContactSummary } from '../show/contact.ts'

const DEFAULT_SIZE = 100
/** Where the second page begins when the first has room for the initial contact alone. */
const BEFORE_ALL = { key: -1, contactId: '' }

/** The contact with which it all began, and what came of that: transfers, consultations, callbacks. Oldest first. */
export const listAssociatedContacts: Operation<'ListAssociatedContacts'> = async (
  input,
  context,
) => {
  const { contacts, now } = context
  const row = await contacts.get(bareId(input.ContactId))
  if (!row) throw notFound(`There is no contact ${input.ContactId}.`)
  const { initialContactId } = row
  const size = input.MaxResults ?? DEFAULT_SIZE
  const isFirstPage = input.NextToken === undefined
  const initial = isFirstPage ? await contacts.get(initialContactId) : undefined
  const rest = await contacts.search({
    initialContactId,
    timeType: 'initiatedAt',
    from: 0,
    to: now,
    sort: { by: 'initiatedAt', descending: false },
    limit: Math.max(1, initial ? size - 1 : size),
    ...(!isFirstPage && { after: afterOf(input.NextToken ?? '') }),
  })
  const isAlone = initial !== undefined && size === 1
  const rows: ContactRow[] = [...(initial ? [initial] : []), ...(isAlone ? [] : rest.rows)]
  const next = isAlone && rest.rows.length > 0 ? BEFORE_ALL : rest.next
  return answer({
    ContactSummaryList: rows.map(({ contactId, record }) => {
      const summary = showContactSummary(context, record)
      const related = record.RelatedContactId
      return {
        ContactId: contactId,
        ContactArn: arnOf(context, 'contact', contactId),
        InitiationTimestamp: summary.InitiationTimestamp,
        DisconnectTimestamp: summary.DisconnectTimestamp,
        InitialContactId: summary.InitialContactId,
        PreviousContactId: summary.PreviousContactId,
        RelatedContactId: typeof related === 'string' ? related : undefined,
        InitiationMethod: summary.InitiationMethod,
        Channel: summary.Channel,
      }
    }),
    NextToken: next && writeToken(`${next.key} ${next.contactId}`),
  })
}

function afterOf(token: string): { readonly key: number; readonly contactId: string } {
  const [key = '', contactId = ''] = readToken(token).split(' ')
  return { key: Number(key), contactId }
}
