// What a provider of messages must be told, and which messages it could not deliver.
import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { fresh } from '../fresh-secrets.ts'
import type { Row } from '../resource.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import type { Values } from '../values.ts'

const { callback: texts } = editorTexts

export function CallbackTab({ row }: { readonly row: Row }) {
  const { callbackUrl, failures = [] } = row.values
  const secret = fresh.get(row.id)
  const { copy, copied, notCopied } = editorTexts.snippet
  return (
    <SpaceBetween size="l">
      {typeof secret === 'string' ? (
        <Alert type="success" header={editorTexts.snippet.shownOnce}>
          <code>{secret}</code>
        </Alert>
      ) : undefined}
      {typeof callbackUrl === 'string' ? (
        <Container header={<Header description={texts.hint}>{texts.title}</Header>}>
          <CopyToClipboard
            variant="inline"
            copyButtonAriaLabel={copy}
            copySuccessText={copied}
            copyErrorText={notCopied}
            textToCopy={callbackUrl}
          />
        </Container>
      ) : undefined}
      <Table
        header={<Header>{texts.failures}</Header>}
        items={failures as readonly Values[]}
        empty={texts.noFailures}
        columnDefinitions={[
          { id: 'at', header: texts.at, cell: each => new Date(String(each.at)).toLocaleString() },
          { id: 'item', header: texts.item, cell: each => String(each.itemId) },
          { id: 'problem', header: texts.problem, cell: each => String(each.problem) },
        ]}
      />
    </SpaceBetween>
  )
}
