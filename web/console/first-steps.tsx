// How to make the first call, until the user has seen enough of it.
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import { useState } from 'react'
import type { Overview } from '../../src/api/contract/page-http.ts'
import { messages } from '../kit/messages.ts'
import { firstStepsAreHidden, hideFirstSteps } from '../kit/preferences.ts'

export function FirstSteps({ overview }: { overview: Overview }) {
  const [hidden, setHidden] = useState(firstStepsAreHidden)
  const { console: text } = messages
  const number = overview.numbers.find(each => each.flow !== undefined) ?? overview.numbers[0]
  if (hidden || !number) return undefined
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button
              onClick={() => {
                hideFirstSteps()
                setHidden(true)
              }}
            >
              {text.hideSteps}
            </Button>
          }
        >
          {text.firstSteps}
        </Header>
      }
    >
      <ol className="console-steps">
        <li>
          <h3>{text.stepAgent}</h3>
          <p>{text.stepAgentText}</p>
          <Link href="/agent" external>
            {text.openAgent}
          </Link>
        </li>
        <li>
          <h3>{text.stepPhone}</h3>
          <p>{text.stepPhoneText}</p>
          <Link href="/phone" external>
            {text.openPhone}
          </Link>
        </li>
        <li>
          <h3>{text.stepCall}</h3>
          <p>{text.stepCallText(number.number)}</p>
        </li>
      </ol>
    </Container>
  )
}
