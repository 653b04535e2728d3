// How loud the microphone is, as a bar that moves without drawing the page anew.
import { useEffect, useRef } from 'react'
import { messages } from './messages.ts'

const INTERVAL_MS = 100

export function LevelMeter({ level }: { level: () => number }) {
  const bar = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const timer = setInterval(() => {
      // Ears hear loudness by ratios: the root makes quiet speech visible.
      const width = Math.min(1, Math.sqrt(Math.max(0, level())))
      bar.current?.style.setProperty('transform', `scaleX(${width.toFixed(3)})`)
    }, INTERVAL_MS)
    return () => clearInterval(timer)
  }, [level])
  return (
    <span className="kit-level" role="img" aria-label={messages.microphone.level}>
      <span className="kit-level-bar" ref={bar} />
    </span>
  )
}
