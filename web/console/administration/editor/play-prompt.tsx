// A prompt as callers hear it.
import Container from '@cloudscape-design/components/container'
import { useAnswer } from '../../use-answer.ts'
import { call } from '../api-resource.ts'
import type { Row } from '../resource.ts'

export function PlayPrompt({ row }: { readonly row: Row }) {
  const { value, problem } = useAnswer(
    async () => (await call('GetPromptFile', { PromptId: row.id })).PromptPresignedUrl,
    [row],
  )
  // The link names the address that Parley thinks it is reached at: the page knows the one that works.
  const source = typeof value === 'string' ? pathOf(value) : undefined
  return (
    <Container>
      {problem}
      {source === undefined ? undefined : (
        // biome-ignore lint/a11y/useMediaCaption: a prompt has no captions
        <audio className="console-audio" controls src={source} />
      )}
    </Container>
  )
}

function pathOf(link: string): string {
  const { pathname, search } = new URL(link)
  return pathname + search
}
