// Asks before unsaved changes are left: by a link of ours, or by closing the window.
import { useEffect, useRef } from 'react'
import { texts } from './texts/administration-texts.ts'

/** Answers a function that says whether the page may be left without asking: while it is being saved. */
export function useLeaveWarning(dirty: boolean): (freely: boolean) => void {
  const isFree = useRef(false)
  const asks = useRef(dirty)
  asks.current = dirty && !isFree.current
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => {
      if (asks.current) event.preventDefault()
    }
    const { pushState } = history
    // The router goes from page to page by this alone.
    history.pushState = (...step) => {
      const goes = typeof step[2] === 'string' && new URL(step[2], location.href).pathname
      const leaves = goes !== location.pathname
      if (leaves && asks.current && !confirm(texts.unsaved)) return
      pushState.apply(history, step)
    }
    addEventListener('beforeunload', onUnload)
    return () => {
      history.pushState = pushState
      removeEventListener('beforeunload', onUnload)
    }
  }, [])
  return freely => {
    isFree.current = freely
    asks.current = dirty && !freely
  }
}
