// Something that is being done about what a user asked for, and why it could not be.
import { useCallback, useState } from 'react'
import { sentenceOf } from '../use-answer.ts'

export interface Doing {
  readonly doing: boolean
  readonly problem: string | undefined
  /** One after the other: the buttons say so by `doing`. */
  act(work: () => Promise<void>): void
}

export function useDoing(): Doing {
  const [doing, setDoing] = useState(false)
  const [problem, setProblem] = useState<string | undefined>()
  const act = useCallback((work: () => Promise<void>) => {
    setDoing(true)
    setProblem(undefined)
    work()
      .catch((error: unknown) => setProblem(sentenceOf(error)))
      .finally(() => setDoing(false))
  }, [])
  return { doing, problem, act }
}
