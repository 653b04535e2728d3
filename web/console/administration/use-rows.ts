// The rows of a list: all of them when there are not too many, else page by page as the service has them.
import { useCallback, useEffect, useState } from 'react'
import { sentenceOf } from '../use-answer.ts'
import { noteName } from './names.ts'
import type { Resource, Row } from './resource.ts'

/** As many can be sorted and paged here at once. */
const TOGETHER_MAX = 500
const PAUSE_MS = 200

export interface Rows {
  readonly rows: readonly Row[]
  readonly total: number
  readonly loading: boolean
  readonly problem: string | undefined
  /** Absent when all are there. */
  readonly more: (() => void) | undefined
  again(): void
}

export function useRows(resource: Resource, text: string, tag: string): Rows {
  const [state, setState] = useState<{
    rows: readonly Row[]
    total: number
    next: string | undefined
    loading: boolean
    problem: string | undefined
  }>({ rows: [], total: 0, next: undefined, loading: true, problem: undefined })
  const [wanted, setWanted] = useState({ times: 0, max: TOGETHER_MAX })
  useEffect(() => {
    const abort = new AbortController()
    setState(before => ({ ...before, loading: true }))
    const timer = setTimeout(
      () => {
        load(resource, text, tag, wanted.max, abort.signal).then(
          ({ rows, next, total }) => {
            if (abort.signal.aborted) return
            for (const { id, name } of rows) noteName(resource.key, id, name)
            setState({ rows, next, total, loading: false, problem: undefined })
          },
          error => {
            if (abort.signal.aborted) return
            setState(before => ({ ...before, loading: false, problem: sentenceOf(error) }))
          },
        )
      },
      text === '' && tag === '' ? 0 : PAUSE_MS,
    )
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [resource, text, tag, wanted])
  const again = useCallback(() => setWanted(({ times, max }) => ({ times: times + 1, max })), [])
  const more = useCallback(
    () => setWanted(({ times, max }) => ({ times, max: max + TOGETHER_MAX })),
    [],
  )
  const { rows, total, loading, problem, next } = state
  return { rows, total, loading, problem, more: next === undefined ? undefined : more, again }
}

async function load(
  { source }: Resource,
  text: string,
  tag: string,
  max: number,
  signal: AbortSignal,
): Promise<{ rows: Row[]; next: string | undefined; total: number }> {
  const rows: Row[] = []
  let total = 0
  let next: string | undefined
  do {
    const page = await source.find({ text, tag, ...(next !== undefined && { next }) }, signal)
    rows.push(...page.rows)
    next = page.next
    total = page.total ?? rows.length
  } while (next !== undefined && rows.length < max)
  return { rows, next, total: Math.max(total, rows.length) }
}
