// Tells the server that somebody is there, so that a session does not end under their hands; and notices
// when it has ended.
import { useEffect } from 'react'
import { requestJson } from './http.ts'

/** Signs of life are told this often at most, ms. */
const TELL_EVERY_MS = 60_000
const SIGNS = ['pointerdown', 'keydown', 'wheel'] as const

export function useActivity(onExpired: () => void): void {
  useEffect(() => {
    let told = performance.now()
    const tell = async () => {
      if (performance.now() - told < TELL_EVERY_MS) return
      told = performance.now()
      const answer = await requestJson('POST', '/api/session/activity')
      if (!answer.ok && answer.status === 401) onExpired()
    }
    const onSign = () => void tell()
    for (const sign of SIGNS) addEventListener(sign, onSign, { passive: true, capture: true })
    return () => {
      for (const sign of SIGNS) removeEventListener(sign, onSign, { capture: true })
    }
  }, [onExpired])
}
