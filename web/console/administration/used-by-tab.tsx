// Everything that refers to a thing.
import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import { useAnswer } from '../use-answer.ts'
import { ReferenceList } from './reference-list.tsx'
import { referencesTo } from './references.ts'
import { texts } from './texts/administration-texts.ts'

export function UsedByTab({ kind, id }: { readonly kind: string; readonly id: string }) {
  const { value, problem } = useAnswer(() => referencesTo(kind, id), [kind, id])
  return (
    <Container>
      {problem ?? (value?.length === 0 ? <Box>{texts.usedByNothing}</Box> : undefined)}
      <ReferenceList references={value ?? []} />
    </Container>
  )
}
