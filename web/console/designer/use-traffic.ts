// What contacts do in a flow: the way of one that goes on, and the counts of the last day.
import { useEffect, useState } from 'react'
import { requestJson } from '../../kit/http.ts'
import type { FlowPath, FlowTraffic } from './model/traffic.ts'

const PATH_EVERY_MS = 1000
const TRAFFIC_EVERY_MS = 2000

/** Asked again and again while `path` is there. The last answer stays. */
function useAskedAgain<Value>(path: string | undefined, everyMs: number) {
  const [state, setState] = useState<{ readonly value?: Value; readonly problem?: string }>({})
  useEffect(() => {
    if (path === undefined) return setState({})
    let timer: number | undefined
    let isOver = false
    const ask = async () => {
      const answer = await requestJson<Value>('GET', path)
      if (isOver) return
      setState(before =>
        answer.ok ? { value: answer.value } : { ...before, problem: answer.sentence },
      )
      timer = window.setTimeout(() => void ask(), everyMs)
    }
    void ask()
    return () => {
      isOver = true
      window.clearTimeout(timer)
    }
  }, [path, everyMs])
  return state
}

export function useFlowPath(contactId: string | undefined) {
  const path =
    contactId === undefined ? undefined : `/api/contacts/${encodeURIComponent(contactId)}/flow-path`
  return useAskedAgain<FlowPath>(path, PATH_EVERY_MS)
}

export function useTraffic(flowId: string, isAsked: boolean) {
  const path = isAsked ? `/api/flows/${encodeURIComponent(flowId)}/traffic` : undefined
  return useAskedAgain<FlowTraffic>(path, TRAFFIC_EVERY_MS)
}
