// Something that a button does with the service: whether it is still done, and what went wrong.
import { useState } from 'react'
import { sentenceOf } from '../use-answer.ts'

interface Acting {
  readonly busy: boolean
  readonly problem: string | undefined
  act(work: Promise<unknown>): void
}

export function useAct(): Acting {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | undefined>()
  return {
    busy,
    problem,
    act(work) {
      setBusy(true)
      setProblem(undefined)
      void work
        .catch((error: unknown) => setProblem(sentenceOf(error)))
        .finally(() => setBusy(false))
    },
  }
}
