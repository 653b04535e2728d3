// What goes on in the centre now, and the contacts of a while ago.
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import { messages } from '../kit/messages.ts'
import { AgentsTable } from './agents-table.tsx'
import { ContactsTable } from './contacts-table.tsx'
import { FirstSteps } from './first-steps.tsx'
import { LiveFigures } from './live-figures.tsx'
import { NumbersTable } from './numbers-table.tsx'
import { QueuesTable } from './queues-table.tsx'
import { useConsole } from './use-console.ts'
import { useOverview } from './use-overview.ts'

export function OverviewPage() {
  const { signedIn } = useConsole()
  const { overview, skewMs, problem, forbidden } = useOverview(signedIn.expired)
  return (
    <div className="console">
      <SpaceBetween size="l">
        <header>
          <h1 className="console-title">{messages.console.title}</h1>
          <p className="console-subtitle">
            {overview ? messages.console.instance(overview.instance.alias) : ' '}
          </p>
        </header>
        {forbidden ? <Forbidden /> : undefined}
        {problem === undefined || forbidden ? undefined : (
          <Alert type="warning">{overview ? messages.console.stale : problem}</Alert>
        )}
        {overview ? (
          <SpaceBetween size="l">
            <LiveFigures overview={overview} />
            <FirstSteps overview={overview} />
            <ColumnLayout columns={2} minColumnWidth={420}>
              <QueuesTable queues={overview.queues} />
              <AgentsTable agents={overview.agents} skewMs={skewMs} />
            </ColumnLayout>
            <ContactsTable contacts={overview.recentContacts} skewMs={skewMs} />
            <NumbersTable numbers={overview.numbers} />
          </SpaceBetween>
        ) : forbidden ? undefined : (
          <div className="console-loading">
            <Spinner size="large" />
          </div>
        )}
      </SpaceBetween>
    </div>
  )
}

/** Agents have a page of their own. */
function Forbidden() {
  const { console: text } = messages
  return (
    <Alert
      type="info"
      header={text.forbidden}
      action={
        <Button href="/agent" variant="primary">
          {text.openAgent}
        </Button>
      }
    >
      {text.forbiddenText}
    </Alert>
  )
}
