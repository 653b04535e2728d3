// Makes an incoming call noticed when the page is not looked at: it rings and the title says so.
import { useEffect } from 'react'
import { callerName } from './caller-name.ts'
import { soundIsOn } from './preferences.ts'
import { Ringer } from './ringer.ts'
import type { SoftphoneCard } from './softphone-card.ts'

export function useIncomingCall(card: SoftphoneCard): void {
  const caller = card.name === 'incoming' ? callerName(card.contact.customerAddress) : undefined
  useEffect(() => {
    if (caller === undefined) return
    const ringer = new Ringer()
    const title = document.title
    document.title = `☎ ${caller}`
    if (soundIsOn()) ringer.start()
    return () => {
      ringer.stop()
      document.title = title
    }
  }, [caller])
}
