import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { callerName } from '../../../kit/caller-name.ts'
import { connect } from '../../../kit/connect.ts'
import { safeLink } from '../../../kit/contacts/safe-link.ts'
import { formatDuration } from '../../../kit/format-duration.ts'
import { useAnswer } from '../../use-answer.ts'
import { contactsTexts as texts } from '../texts/contacts-texts.ts'
import type { Names } from '../use-names.ts'
import { Attributes } from './attributes.tsx'
import { type DescribedContact, eventsOf, lengthsOf } from './contact-events.ts'
import { formatMoment } from './contact-words.ts'

export interface SummaryProps {
  readonly contact: DescribedContact
  readonly names: Names
  readonly agent: string | undefined
  onChanged(): void
}

export function Summary({ contact, names, agent, onChanged }: SummaryProps) {
  const queue = names.nameOf(contact.QueueInfo?.Id) ?? contact.QueueInfo?.Id
  const { waited, talked, held, afterWork } = lengthsOf(contact)
  const pair = (label: string, value: string | undefined) => ({ label, value: value || '–' })
  const length = (seconds: number | undefined) =>
    seconds === undefined ? undefined : formatDuration(seconds * 1000)
  const { DisconnectReason } = contact
  return (
    <SpaceBetween size="l">
      <KeyValuePairs
        columns={4}
        items={[
          pair(
            texts.customerEndpoint,
            contact.CustomerEndpoint && callerName(contact.CustomerEndpoint.Address),
          ),
          pair(texts.systemEndpoint, contact.SystemEndpoint?.Address),
          pair(texts.queue, queue),
          pair(texts.agent, agent),
          pair(texts.waited, length(waited)),
          pair(texts.talked, length(talked)),
          pair(texts.held, length(held)),
          pair(texts.afterWork, length(afterWork)),
          pair(texts.reason, texts.reasons[DisconnectReason ?? ''] ?? DisconnectReason),
          pair(
            texts.tags,
            Object.entries(contact.Tags ?? {})
              .map(([key, value]) => `${key}=${value}`)
              .join(', '),
          ),
          ...(contact.Description ? [pair(texts.name, contact.Description)] : []),
          ...qualityOf(contact).map(([label, score]) => pair(label, score)),
        ]}
      />
      <Container header={<Header variant="h2">{texts.timeline}</Header>}>
        <ol className="contact-timeline">
          {eventsOf(contact, { queue, agent }).map(({ at, text }, index, all) => (
            <li key={`${at} ${text}`}>
              <time dateTime={new Date(at * 1000).toISOString()}>{formatMoment(at)}</time>
              <span>
                {index === 0 ? '' : `+${formatDuration((at - (all[index - 1]?.at ?? at)) * 1000)}`}
              </span>
              <span>{text}</span>
            </li>
          ))}
        </ol>
      </Container>
      <Attributes contact={contact} onChanged={onChanged} />
      <References contactId={contact.Id ?? ''} />
    </SpaceBetween>
  )
}

function qualityOf({ QualityMetrics }: DescribedContact): (readonly [string, string])[] {
  const parts = [
    [texts.onlyAgent, QualityMetrics?.Agent?.Audio?.QualityScore],
    [texts.onlyCustomer, QualityMetrics?.Customer?.Audio?.QualityScore],
  ] as const
  return parts.flatMap(([who, score]) =>
    score === undefined ? [] : [[`${texts.quality}: ${who}`, score.toFixed(1)] as const],
  )
}

function References({ contactId }: { contactId: string }) {
  const { value } = useAnswer(
    signal =>
      connect(
        'ListContactReferences',
        { ContactId: contactId, ReferenceTypes: ['URL', 'STRING', 'NUMBER', 'DATE', 'EMAIL'] },
        signal,
      ),
    [contactId],
  )
  const found = (value?.ReferenceSummaryList ?? []).flatMap(summary =>
    Object.values(summary).filter(each => each !== undefined),
  ) as readonly { readonly Name?: string; readonly Value?: string }[]
  if (found.length === 0) return undefined
  return (
    <Container header={<Header variant="h2">{texts.references}</Header>}>
      <KeyValuePairs
        columns={3}
        items={found.map(({ Name = '', Value = '' }) => {
          const link = safeLink(Value)
          return {
            label: Name,
            value:
              link === undefined ? (
                Value
              ) : (
                <Link href={link} external>
                  {Value}
                </Link>
              ),
          }
        })}
      />
    </Container>
  )
}
