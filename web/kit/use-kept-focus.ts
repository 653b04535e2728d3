// Keeps the keyboard where it was: when the focused button goes with its card, the place where the
// next card stands gets the focus, so that Tab goes on from there.
import { type RefObject, useEffect, useRef } from 'react'

export function useKeptFocus<T extends HTMLElement>(shown: string): RefObject<T | null> {
  const place = useRef<T>(null)
  const focusedHere = useRef<boolean>(false)
  useEffect(() => {
    const note = (event: FocusEvent) => {
      focusedHere.current = place.current?.contains(event.target as Node) ?? false
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change that matters
  useEffect(() => {
    if (focusedHere.current && document.activeElement === document.body) place.current?.focus()
  }, [shown])
  return place
}
