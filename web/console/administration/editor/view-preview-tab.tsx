// A view as agents see it, filled with an example of what a flow may give it, and what it would answer.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useDeferredValue, useState } from 'react'
import { DescribedForm } from '../../../kit/guide/guide-form.tsx'
import type { Row } from '../resource.ts'
import { texts as common } from '../texts/administration-texts.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import type { Values } from '../values.ts'

const { preview: texts } = editorTexts

export function ViewPreviewTab({ row }: { readonly row: Row }) {
  const [typed, setTyped] = useState('{}')
  const [answered, setAnswered] = useState<string | undefined>()
  const example = useDeferredValue(typed)
  const data = objectIn(example)
  return (
    <ColumnLayout columns={2}>
      <Container header={<Header variant="h2">{texts.seen}</Header>}>
        {data === undefined ? (
          <Alert type="warning">{common.notJson}</Alert>
        ) : (
          <DescribedForm
            // Its fields begin with what the example gives.
            key={example}
            described={row.values}
            view={{ data }}
            onAnswer={({ content }) => setAnswered(content)}
          />
        )}
      </Container>
      <SpaceBetween size="m">
        <FormField label={texts.example} description={texts.exampleHint} stretch>
          <Textarea
            value={typed}
            rows={8}
            spellcheck={false}
            onChange={({ detail }) => setTyped(detail.value)}
          />
        </FormField>
        {answered === undefined ? undefined : (
          <div aria-live="polite">
            <Box variant="awsui-key-label">{texts.answer}</Box>
            <code>{answered}</code>
          </div>
        )}
      </SpaceBetween>
    </ColumnLayout>
  )
}

function objectIn(json: string): Values | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? (value as Values) : undefined
  } catch {
    return undefined // told beside it
  }
}
