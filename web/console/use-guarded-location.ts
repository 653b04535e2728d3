// The router's way to where the user is: through the guard of unsaved changes.
import { useSyncExternalStore } from 'react'
import { GuardedLocation } from './guarded-location.ts'

export const consoleLocation = new GuardedLocation(window)

export function useGuardedLocation(): [string, typeof consoleLocation.goTo] {
  const path = useSyncExternalStore(consoleLocation.subscribe, consoleLocation.path)
  return [path, consoleLocation.goTo]
}

export function useGuardedSearch(): string {
  return useSyncExternalStore(consoleLocation.subscribe, consoleLocation.search)
}
