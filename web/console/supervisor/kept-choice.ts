// What a user chose on a page, kept on this browser.
import { useCallback, useState } from 'react'
import { useConsole } from '../use-console.ts'

/** @param name of the choice, for example `live.queues`. What was kept must be of the same version of the page. */
export function useKeptChoice<Value extends object>(
  name: string,
  given: Value,
): [Value, (chosen: Value) => void] {
  const { signedIn } = useConsole()
  const key = `parley.${name}.${signedIn.session.userId}`
  const [value, setValue] = useState<Value>(() => ({ ...given, ...read(key) }))
  const choose = useCallback(
    (chosen: Value) => {
      setValue(chosen)
      try {
        localStorage.setItem(key, JSON.stringify(chosen))
      } catch {
        // storage is full or shut: the choice lasts as long as the page
      }
    },
    [key],
  )
  return [value, choose]
}

function read(key: string): object {
  try {
    return Object(JSON.parse(localStorage.getItem(key) ?? '{}'))
  } catch {
    return {} // as if nothing were kept
  }
}
