// The contacts before this one, those that came out of it, and how they belong together.

import Alert from '@cloudscape-design/components/alert'
import Table from '@cloudscape-design/components/table'
import { connect } from '../../../kit/connect.ts'
import { useAnswer } from '../../use-answer.ts'
import { ContactLink } from '../contact-link.tsx'
import { contactsTexts as texts } from '../texts/contacts-texts.ts'
import type { Names } from '../use-names.ts'
import type { DescribedContact } from './contact-events.ts'
import { channelName, formatMoment, methodName } from './contact-words.ts'

interface Related {
  readonly relation: string
  readonly contact: DescribedContact
}

export function RelatedContacts({ contact, names }: { contact: DescribedContact; names: Names }) {
  const { Id = '', DisconnectTimestamp } = contact
  const { value, problem, asking } = useAnswer(
    signal => relatedTo(contact, signal),
    [Id, DisconnectTimestamp],
  )
  if (problem !== undefined) return <Alert type="error">{problem}</Alert>
  return (
    <Table
      items={value ?? []}
      loading={asking && value === undefined}
      loadingText={texts.loading}
      ariaLabels={{ tableLabel: texts.related }}
      columnDefinitions={[
        {
          id: 'begun',
          header: texts.begun,
          isRowHeader: true,
          cell: ({ contact: each }) => (
            <ContactLink contactId={each.Id ?? ''}>
              {formatMoment(each.InitiationTimestamp)}
            </ContactLink>
          ),
        },
        {
          id: 'relation',
          header: texts.related,
          cell: each => texts.relation[each.relation] ?? '',
        },
        { id: 'channel', header: texts.channel, cell: each => channelName(each.contact.Channel) },
        {
          id: 'method',
          header: texts.method,
          cell: each => methodName(each.contact.InitiationMethod),
        },
        {
          id: 'queue',
          header: texts.queue,
          cell: each => names.nameOf(each.contact.QueueInfo?.Id) ?? '–',
        },
        {
          id: 'ended',
          header: texts.ended,
          cell: each => formatMoment(each.contact.DisconnectTimestamp),
        },
      ]}
    />
  )
}

/** In the order in which they began. */
async function relatedTo(contact: DescribedContact, signal: AbortSignal): Promise<Related[]> {
  const { Id = '', InitialContactId, PreviousContactId, RelatedContactId } = contact
  const { ContactSummaryList = [] } = await connect(
    'ListAssociatedContacts',
    { ContactId: Id, MaxResults: 100 },
    signal,
  )
  const all = ContactSummaryList.map(({ ContactId = '', ...summary }): Related => {
    const each = { ...summary, Id: ContactId } as DescribedContact
    return { relation: relationOf(each), contact: each }
  })
  function relationOf(each: DescribedContact): string {
    if (each.Id === Id) return 'self'
    if (each.Id === PreviousContactId) return 'before'
    if (each.PreviousContactId === Id) return 'after'
    if (each.Id === InitialContactId) return 'initial'
    return each.Id === RelatedContactId ? 'other' : 'other'
  }
  return all.sort(
    (a, b) => (a.contact.InitiationTimestamp ?? 0) - (b.contact.InitiationTimestamp ?? 0),
  )
}
