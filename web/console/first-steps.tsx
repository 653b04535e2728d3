// The way to the first answered call, ticked off by what is so, until the user has seen enough of it.
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Overview } from '../../src/api/contract/page-http.ts'
import { firstStepsAreHidden, hideFirstSteps } from '../kit/preferences.ts'
import { STEPS, type Step, stepsDone } from './first-steps.ts'
import { firstStepsTexts as texts } from './texts/first-steps-texts.ts'

interface StepView {
  readonly title: string
  readonly text: string
  readonly link: string
  readonly href: string
  /** Opens in a window of its own. */
  readonly external: boolean
}

export function FirstSteps({ overview }: { overview: Overview }) {
  const [hidden, setHidden] = useState(firstStepsAreHidden)
  if (hidden) return undefined
  const done = stepsDone(overview)
  const views = viewsOf(overview)
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={texts.progress(done.size, STEPS.length)}
          actions={
            <Button
              onClick={() => {
                hideFirstSteps()
                setHidden(true)
              }}
            >
              {texts.hide}
            </Button>
          }
        >
          {texts.title}
        </Header>
      }
    >
      <ol className="console-steps" aria-live="polite">
        {STEPS.map(step => (
          <StepItem key={step} view={views[step]} done={done.has(step)} />
        ))}
      </ol>
      {done.size === STEPS.length ? (
        <Box padding={{ top: 'm' }} color="text-status-success">
          {texts.finished}
        </Box>
      ) : undefined}
    </Container>
  )
}

function StepItem({ view, done }: { readonly view: StepView; readonly done: boolean }) {
  const [, goTo] = useLocation()
  const { title, text, link, href, external } = view
  return (
    <li data-done={done}>
      <h3>{title}</h3>
      <p>{text}</p>
      <div>
        <StatusIndicator type={done ? 'success' : 'pending'}>
          {done ? texts.done : texts.open}
        </StatusIndicator>
        <Link
          href={href}
          external={external}
          onFollow={event => {
            if (external) return
            event.preventDefault()
            goTo(href)
          }}
        >
          {link}
        </Link>
      </div>
    </li>
  )
}

function viewsOf({ numbers }: Overview): Readonly<Record<Step, StepView>> {
  const answering = numbers.find(({ flow }) => flow !== undefined)
  const number = (answering ?? numbers[0])?.number ?? ''
  return {
    number: {
      ...texts.number,
      text: answering ? texts.number.text(number) : texts.number.missing,
      href: '/console/phone-numbers',
      external: false,
    },
    people: { ...texts.people, href: '/console/users', external: false },
    available: { ...texts.available, href: '/agent', external: true },
    answered: {
      ...texts.answered,
      text: texts.answered.text(number),
      href: `/phone?number=${encodeURIComponent(number)}`,
      external: true,
    },
  }
}
