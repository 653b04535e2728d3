// Asks before unsaved changes are left: by a link of ours, by Back or Forward, or by closing the window.
import { useEffect, useRef } from 'react'
import { consoleTexts as texts } from './texts/console-texts.ts'
import { consoleLocation } from './use-guarded-location.ts'

/** Answers a function that says whether the page may be left without asking: while it is being saved. */
export function useLeaveWarning(dirty: boolean): (freely: boolean) => void {
  const isFree = useRef(false)
  const asks = useRef(dirty)
  asks.current = dirty && !isFree.current
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => {
      if (asks.current) event.preventDefault()
    }
    const release = consoleLocation.guard(() => !asks.current || confirm(texts.unsaved))
    addEventListener('beforeunload', onUnload)
    return () => {
      release()
      removeEventListener('beforeunload', onUnload)
    }
  }, [])
  return freely => {
    isFree.current = freely
    asks.current = dirty && !freely
  }
}
