// Why agents were offered the contact, and others were not.
import Alert from '@cloudscape-design/components/alert'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { formatDuration } from '../../../kit/format-duration.ts'
import { requestJson } from '../../../kit/http.ts'
import { useAnswer } from '../../use-answer.ts'
import { contactsTexts as texts } from '../texts/contacts-texts.ts'
import type { DescribedContact } from './contact-events.ts'
import { formatMoment } from './contact-words.ts'

/** `GET /api/contacts/{id}/routing`. */
interface Routing {
  readonly isComplete: boolean
  readonly waiting?: { readonly position?: number }
  readonly offers: readonly RoutingOffer[]
}

interface RoutingOffer {
  readonly offeredAt: string
  readonly agentId: string
  readonly username?: string
  readonly queue?: string
  readonly outcome: string
  readonly rules?: readonly string[]
  readonly waitedMs?: number
  readonly priority?: number
  readonly candidates?: readonly {
    readonly agentId: string
    readonly username?: string
    readonly idleMs: number
  }[]
  readonly others?: readonly {
    readonly agentId: string
    readonly username?: string
    readonly why: string
  }[]
}

export function RoutingReason({ contact }: { contact: DescribedContact }) {
  const { Id = '', AgentInfo, DisconnectTimestamp } = contact
  const { value, problem } = useAnswer(async () => {
    const answer = await requestJson<Routing>(
      'GET',
      `/api/contacts/${encodeURIComponent(Id)}/routing`,
    )
    if (answer.ok) return answer.value
    // Nothing is known of offers: there were none.
    if (answer.status === 404) return { isComplete: true, offers: [] }
    throw new Error(answer.sentence)
  }, [Id, AgentInfo?.ConnectedToAgentTimestamp, DisconnectTimestamp])
  if (problem !== undefined) return <Alert type="error">{problem}</Alert>
  if (!value) return undefined
  const place = value.waiting?.position
  return (
    <SpaceBetween size="m">
      {value.isComplete ? undefined : <Alert type="warning">{texts.routingIncomplete}</Alert>}
      {place === undefined ? undefined : <Alert type="info">{texts.routingWaiting(place)}</Alert>}
      {value.offers.length === 0 ? texts.routingNone : undefined}
      {value.offers.map(offer => (
        <Offer key={`${offer.offeredAt} ${offer.agentId}`} offer={offer} />
      ))}
    </SpaceBetween>
  )
}

function Offer({ offer }: { offer: RoutingOffer }) {
  const { offeredAt, agentId, username = agentId, queue = '', outcome } = offer
  const { rules = [], waitedMs, priority = 0, candidates = [], others = [] } = offer
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={`${formatMoment(Date.parse(offeredAt) / 1000)} · ${texts.outcomes[outcome] ?? outcome}`}
        >
          {texts.offered(username, queue)}
        </Header>
      }
    >
      <ColumnLayout columns={3}>
        <div>
          <Header variant="h3">{texts.rulesHeader}</Header>
          <ul>
            {rules.map(rule => (
              <li key={rule}>{texts.rules[rule] ?? rule}</li>
            ))}
            {waitedMs === undefined ? undefined : (
              <li>{texts.waitedFor(formatDuration(waitedMs), priority)}</li>
            )}
          </ul>
        </div>
        <div>
          <Header variant="h3">{texts.candidates}</Header>
          <ol>
            {candidates.map(each => (
              <li key={each.agentId}>
                {`${each.username ?? each.agentId}: ${texts.idleFor(formatDuration(each.idleMs))}`}
              </li>
            ))}
          </ol>
        </div>
        <div>
          <Header variant="h3">{texts.passedOver}</Header>
          {others.length === 0 ? (
            '–'
          ) : (
            <ul>
              {others.map(each => (
                <li key={each.agentId}>
                  {`${each.username ?? each.agentId}: ${texts.why[each.why] ?? each.why}`}
                </li>
              ))}
            </ul>
          )}
        </div>
      </ColumnLayout>
    </Container>
  )
}
