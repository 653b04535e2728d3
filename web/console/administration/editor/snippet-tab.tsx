// What a site puts on its pages to have a chat widget, and the secret that it signs tokens with.
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { widgetSnippet } from '../../../../src/api/contract/widget-snippet.ts'
import { send } from '../../send.ts'
import { fresh } from '../fresh-secrets.ts'
import type { Row } from '../resource.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { useAct } from '../use-act.ts'
import type { Values } from '../values.ts'

const { snippet: texts } = editorTexts

export function SnippetTab({ row, reload }: { readonly row: Row; reload(): void }) {
  const snippet = widgetSnippet({ origin: location.origin, id: row.id })
  const { problem, act, busy } = useAct()
  const secret = fresh.get(row.id)
  const renew = async () => {
    const answer = await send<Values>('PUT', `/api/widgets/${row.id}`, { newSecret: true })
    fresh.set(row.id, answer.secret)
    reload()
  }
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            description={texts.hint}
            actions={
              <CopyToClipboard
                copyButtonText={texts.copy}
                copySuccessText={texts.copied}
                copyErrorText={texts.notCopied}
                textToCopy={snippet}
              />
            }
          >
            {texts.lines}
          </Header>
        }
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reached by keyboard */}
        <pre className="administration-snippet" tabIndex={0}>
          {snippet}
        </pre>
      </Container>
      <Container
        header={
          <Header
            variant="h2"
            description={texts.secretHint}
            actions={
              <Button loading={busy} onClick={() => act(renew())}>
                {texts.renew}
              </Button>
            }
          >
            {texts.secret}
          </Header>
        }
      >
        <SpaceBetween size="s">
          {typeof secret === 'string' ? (
            <Alert type="success" header={texts.shownOnce}>
              <code>{secret}</code>
            </Alert>
          ) : row.values.hasSecret === true ? (
            texts.hasSecret
          ) : (
            texts.noSecret
          )}
          {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
        </SpaceBetween>
      </Container>
      <Link href="/chat" external>
        {texts.sample}
      </Link>
    </SpaceBetween>
  )
}
