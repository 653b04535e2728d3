// What the API answers to a question, asked again when the question changes.
import { useCallback, useEffect, useState } from 'react'

export interface Answer<Value> {
  /** The last one that came; stays while the question is asked again. */
  readonly value: Value | undefined
  /** Why the last question failed, as a sentence. */
  readonly problem: string | undefined
  readonly asking: boolean
  /** Asks again. */
  again(): void
}

/** @param about what the question depends on: asked again when one of it changes. */
export function useAnswer<Value>(
  question: (signal: AbortSignal) => Promise<Value>,
  about: readonly unknown[],
): Answer<Value> {
  const [state, setState] = useState<Omit<Answer<Value>, 'again'>>({
    value: undefined,
    problem: undefined,
    asking: true,
  })
  const [times, setTimes] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller says what it depends on
  useEffect(() => {
    const abort = new AbortController()
    setState(before => ({ ...before, asking: true }))
    question(abort.signal).then(
      value => {
        if (!abort.signal.aborted) setState({ value, problem: undefined, asking: false })
      },
      error => {
        if (abort.signal.aborted) return
        setState(before => ({ ...before, problem: sentenceOf(error), asking: false }))
      },
    )
    return () => abort.abort()
  }, [times, ...about])
  const again = useCallback(() => setTimes(each => each + 1), [])
  return { ...state, again }
}

/** Errors of the API are sentences for the user already. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
