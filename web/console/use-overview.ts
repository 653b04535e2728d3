// Keeps the overview fresh: one question after the other, never two at once, none in a hidden tab.
import { useEffect, useState } from 'react'
import type { Overview } from '../../src/api/contract/page-http.ts'
import { requestJson } from '../kit/http.ts'

const INTERVAL_MS = 1_500

export interface FreshOverview {
  /** The last one that came; stays on screen when the server is away. */
  readonly overview: Overview | undefined
  /** Add to the page's clock to get the server's, ms. */
  readonly skewMs: number
  /** Why the last question failed. */
  readonly problem: string | undefined
  /** The user may not see the overview at all. */
  readonly forbidden: boolean
}

export function useOverview(onExpired: () => void): FreshOverview {
  const [fresh, setFresh] = useState<FreshOverview>({
    overview: undefined,
    skewMs: 0,
    problem: undefined,
    forbidden: false,
  })
  useEffect(() => {
    let over = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      const answer = await requestJson<Overview>('GET', '/api/overview')
      if (over) return
      if (!answer.ok && answer.status === 401) return onExpired()
      const forbidden = !answer.ok && answer.status === 403
      setFresh(before =>
        answer.ok ? arrived(answer.value) : { ...before, problem: answer.sentence, forbidden },
      )
      if (!forbidden) plan()
    }
    const plan = () => {
      clearTimeout(timer)
      if (!document.hidden) timer = setTimeout(() => void ask(), INTERVAL_MS)
    }
    document.addEventListener('visibilitychange', plan)
    void ask()
    return () => {
      over = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', plan)
    }
  }, [onExpired])
  return fresh
}

function arrived(overview: Overview): FreshOverview {
  return { overview, skewMs: overview.now - Date.now(), problem: undefined, forbidden: false }
}
