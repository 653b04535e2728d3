// How the call sounds, looked at every other second while there is one.
import { useEffect, useState } from 'react'
import type { AgentPage } from '../use-agent-link.ts'
import type { MediaCounts } from './media-counts.ts'
import { type SoundQuality, soundQuality } from './sound-quality.ts'

const EVERY_MS = 2_000

/** Undefined while nothing is heard. */
export function useSoundQuality({ link }: AgentPage, isTalking: boolean): SoundQuality | undefined {
  const [quality, setQuality] = useState<SoundQuality | undefined>()
  useEffect(() => {
    if (!isTalking) return
    let before: MediaCounts | undefined
    let isShown = true
    const look = async () => {
      const after = await link.counts()
      if (!isShown) return
      setQuality(before && after && soundQuality(before, after))
      before = after
    }
    void look()
    const timer = setInterval(() => void look(), EVERY_MS)
    return () => {
      isShown = false
      clearInterval(timer)
      setQuality(undefined)
    }
  }, [link, isTalking])
  return quality
}
