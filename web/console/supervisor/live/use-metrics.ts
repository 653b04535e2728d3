import { useEffect, useRef, useState } from 'react'
import type { MetricsSubscription } from '../../../../src/api/contract/metrics-stream.ts'
import { requestJson } from '../../../kit/http.ts'
import { webSocketUrl } from '../../../kit/web-socket-url.ts'
import { useConsole } from '../../use-console.ts'
import { MetricsBoard } from './metrics-board.ts'
import { MetricsLink, type MetricsLinkState } from './metrics-link.ts'

export interface LiveMetrics extends MetricsLinkState {
  readonly board: MetricsBoard
}

const NOTHING: LiveMetrics = {
  board: new MetricsBoard(),
  link: 'connecting',
  skewMs: 0,
  problem: undefined,
  version: -1,
}

/** The numbers as they change. What was there before stays while another subscription begins. */
export function useMetrics(subscription: MetricsSubscription | undefined): LiveMetrics {
  const { signedIn } = useConsole()
  const { expired } = signedIn
  const [metrics, setMetrics] = useState(NOTHING)
  const key = JSON.stringify(subscription)
  const wanted = useRef(subscription)
  wanted.current = subscription
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says whether it is another one
  useEffect(() => {
    if (!wanted.current) return
    const link = new MetricsLink(
      {
        openSocket: () => new WebSocket(webSocketUrl('/api/metrics/stream')),
        now: () => Date.now(),
        isSignedIn: async () => {
          const answer = await requestJson('GET', '/api/session')
          if (!answer.ok && answer.status === 401) expired()
          return answer.ok || answer.status !== 401
        },
      },
      wanted.current,
    )
    const show = () =>
      setMetrics(before => {
        const state = link.state()
        // The board before is on screen until there is something on the new one.
        if (state.version > 0) return { ...state, board: link.board }
        return { ...before, link: state.link, problem: state.problem }
      })
    const unfollow = link.follow(show)
    return () => {
      unfollow()
      link.close()
    }
  }, [key, expired])
  return metrics
}
