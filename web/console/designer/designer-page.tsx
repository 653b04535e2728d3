// One flow or module, open in the designer.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import type { PageParams } from '../console-page.ts'
import { useAnswer } from '../use-answer.ts'
import { CodeDialog } from './dialog/code-dialog.tsx'
import { type FlowFacts, type FlowService, flowService, moduleService } from './flow-service.ts'
import { EMPTY_FLOW, openFlow } from './model/flow-text.ts'
import { designerTexts as texts } from './texts/designer-texts.ts'
import { Workbench } from './workbench.tsx'
import './designer.css'

export function FlowDesigner({ params }: { params: PageParams }) {
  return <Designer id={params.flowId ?? ''} service={flowService} />
}

export function ModuleDesigner({ params }: { params: PageParams }) {
  return <Designer id={params.moduleId ?? ''} service={moduleService} />
}

function Designer({ id, service }: { id: string; service: FlowService }) {
  const draft = useAnswer(signal => service.load(id, '$SAVED', signal), [id, service])
  const published = useAnswer(signal => service.load(id, undefined, signal), [id, service])
  if (draft.problem !== undefined) {
    return (
      <Box padding="l">
        <Alert type="error">{draft.problem}</Alert>
      </Box>
    )
  }
  // The page stands still until there is something to show: no spinner for a moment.
  if (!draft.value || published.asking) return <div className="designer" aria-busy="true" />
  return (
    <Opened
      key={`${id} ${draft.value.hash}`}
      facts={draft.value}
      published={published.value}
      service={service}
      again={() => {
        draft.again()
        published.again()
      }}
    />
  )
}

interface OpenedProps {
  readonly facts: FlowFacts
  readonly published: FlowFacts | undefined
  readonly service: FlowService
  again(): void
}

function Opened({ facts, published, service, again }: OpenedProps) {
  const [search] = useSearchParams()
  const opened = useMemo(
    () => (facts.content === '' ? { document: EMPTY_FLOW } : openFlow(facts.content)),
    [facts],
  )
  if ('problem' in opened) {
    return (
      <Box padding="l">
        <Alert type="error" header={texts.cannotShow}>
          {opened.problem.message}
        </Alert>
        <CodeDialog
          code={facts.content}
          isInPage
          apply={async text => {
            await service.saveDraft(facts.id, text)
            again()
          }}
        />
      </Box>
    )
  }
  const contactId = search.get('contact') ?? undefined
  return (
    <Workbench
      facts={facts}
      published={published}
      opened={opened.document}
      service={service}
      {...(contactId !== undefined && { contactId })}
    />
  )
}
