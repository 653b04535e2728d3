// Versions of a flow: what is published and every numbered one, to compare with and to go back to.
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { sentenceOf, useAnswer } from '../../use-answer.ts'
import type { FlowFacts, FlowService } from '../flow-service.ts'
import { type FlowDocument, openFlow } from '../model/flow-text.ts'
import { designerTexts as texts } from '../texts/designer-texts.ts'

interface VersionsDialogProps {
  readonly facts: FlowFacts
  readonly service: FlowService
  restore(name: string, document: FlowDocument): void
  compare(name: string, document: FlowDocument): void
  close(): void
}

interface Row {
  readonly name: string
  readonly description: string
  readonly qualifier?: string
}

export function VersionsDialog({ facts, service, restore, compare, close }: VersionsDialogProps) {
  const versions = useAnswer(signal => service.versions(facts.id, signal), [facts.id])
  const [problem, setProblem] = useState<string>()
  const rows: readonly Row[] = [
    { name: texts.publishedContent, description: '' },
    ...(versions.value ?? []).map(({ version, description }) => ({
      name: texts.versionNumber(version),
      description,
      qualifier: String(version),
    })),
  ]
  const load = async (
    { name, qualifier }: Row,
    take: (name: string, document: FlowDocument) => void,
  ) => {
    try {
      const found = await service.load(facts.id, qualifier)
      if (!found) return setProblem(texts.publishFirst)
      const read = openFlow(found.content)
      if ('problem' in read) setProblem(read.problem.message)
      else take(name, read.document)
    } catch (error) {
      setProblem(sentenceOf(error))
    }
  }
  return (
    <Modal
      visible
      size="large"
      header={texts.versions}
      closeAriaLabel={texts.close}
      onDismiss={close}
    >
      <SpaceBetween size="s">
        {(problem ?? versions.problem) && <Alert type="error">{problem ?? versions.problem}</Alert>}
        <Table
          variant="embedded"
          items={rows}
          trackBy="name"
          columnDefinitions={[
            { id: 'name', header: texts.name, cell: each => each.name, isRowHeader: true },
            { id: 'text', header: texts.description, cell: each => each.description },
            {
              id: 'acts',
              header: texts.more,
              cell: each => (
                <SpaceBetween size="xs" direction="horizontal">
                  <Button
                    ariaLabel={`${texts.compare}: ${each.name}`}
                    onClick={() => void load(each, compare)}
                  >
                    {texts.compare}
                  </Button>
                  <Button
                    ariaLabel={`${texts.restore}: ${each.name}`}
                    onClick={() => void load(each, restore)}
                  >
                    {texts.restore}
                  </Button>
                </SpaceBetween>
              ),
            },
          ]}
        />
      </SpaceBetween>
    </Modal>
  )
}
