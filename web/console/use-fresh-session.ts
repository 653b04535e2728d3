// Keeps what the user may do fresh: a changed security profile shows at once, without signing in again.
import { useEffect, useState } from 'react'
import type { Session } from '../../src/api/contract/page-http.ts'
import { requestJson } from '../kit/http.ts'
import type { SignedIn } from '../kit/session-gate.tsx'

const INTERVAL_MS = 5_000

export function useFreshSession({ session: first, expired }: SignedIn): Session {
  const [session, setSession] = useState(first)
  useEffect(() => {
    let over = false
    const ask = async () => {
      if (document.hidden) return
      const answer = await requestJson<Session>('GET', '/api/session')
      if (over) return
      if (!answer.ok) return answer.status === 401 ? expired() : undefined
      setSession(before => (isSame(before, answer.value) ? before : answer.value))
    }
    const timer = setInterval(() => void ask(), INTERVAL_MS)
    const onReturn = () => void ask()
    document.addEventListener('visibilitychange', onReturn)
    return () => {
      over = true
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onReturn)
    }
  }, [expired])
  return session
}

function isSame(one: Session, other: Session): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
