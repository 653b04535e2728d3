// The countries that the agent may call; undefined when that is none, or not known yet.
import { useEffect, useState } from 'react'
import type { AgentPage } from '../use-agent-link.ts'

export function useCallableCountries({ link, state }: AgentPage): readonly string[] | undefined {
  const [countries, setCountries] = useState<readonly string[] | undefined>()
  const isOpen = state.link === 'open'
  useEffect(() => {
    if (!isOpen) return
    let isShown = true
    void link.callableCountries().then(found => {
      if (isShown) setCountries(found)
    })
    return () => {
      isShown = false
    }
  }, [link, isOpen])
  return countries?.length === 0 ? undefined : countries
}
