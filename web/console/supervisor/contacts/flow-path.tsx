// The way the contact took through its flows, from the flow log.
import Alert from '@cloudscape-design/components/alert'
import Table from '@cloudscape-design/components/table'
import { messages } from '../../../kit/messages.ts'
import { useAnswer } from '../../use-answer.ts'
import { contactsTexts as texts } from '../texts/contacts-texts.ts'
import type { DescribedContact } from './contact-events.ts'
import { formatMoment } from './contact-words.ts'

/** A line of the flow log, in Connect's JSON. */
interface FlowLogLine {
  readonly ContactFlowName?: string
  readonly ContactFlowModuleType?: string
  readonly Identifier?: string
  readonly Timestamp?: string
  readonly Results?: string
  readonly Parameters?: Readonly<Record<string, unknown>>
}

export function FlowPath({ contact }: { contact: DescribedContact }) {
  const { Id = '', DisconnectTimestamp, QueueInfo } = contact
  const { value, problem, asking } = useAnswer(
    signal => readLog(Id, signal),
    [Id, DisconnectTimestamp, QueueInfo?.EnqueueTimestamp],
  )
  if (problem !== undefined) return <Alert type="error">{problem}</Alert>
  return (
    <Table
      items={value ?? []}
      loading={asking && value === undefined}
      loadingText={texts.loading}
      empty={texts.flowNone}
      wrapLines
      ariaLabels={{ tableLabel: texts.flow }}
      columnDefinitions={[
        {
          id: 'time',
          header: texts.flowTime,
          isRowHeader: true,
          cell: each =>
            formatMoment((each.Timestamp && Date.parse(each.Timestamp) / 1000) || undefined),
        },
        { id: 'flow', header: texts.flowName, cell: each => each.ContactFlowName ?? '–' },
        {
          id: 'action',
          header: texts.flowAction,
          cell: each => each.ContactFlowModuleType ?? each.Identifier ?? '–',
        },
        { id: 'result', header: texts.flowResult, cell: each => each.Results ?? '–' },
        {
          id: 'parameters',
          header: texts.flowParameters,
          cell: each => (each.Parameters ? JSON.stringify(each.Parameters) : '–'),
        },
      ]}
    />
  )
}

async function readLog(contactId: string, signal: AbortSignal): Promise<FlowLogLine[]> {
  const response = await fetch(`/api/flow-logs/${encodeURIComponent(contactId)}`, { signal })
  if (!response.ok) throw new Error(messages.server.failed(response.status))
  const lines = (await response.text()).split('\n').filter(line => line !== '')
  return lines.map(line => JSON.parse(line) as FlowLogLine)
}
