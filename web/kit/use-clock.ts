// A component that shows a running time draws itself anew each second, on the second.
import { useEffect, useState } from 'react'

/** The server's present, epoch ms. */
export function useClock(skewMs: number): number {
  const [now, setNow] = useState(() => Date.now() + skewMs)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const tick = () => {
      const current = Date.now() + skewMs
      setNow(current)
      timer = setTimeout(tick, 1000 - (current % 1000))
    }
    tick()
    return () => clearTimeout(timer)
  }, [skewMs])
  return now
}
