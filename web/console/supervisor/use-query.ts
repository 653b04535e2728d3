// What a page shows is in its address, so that a link can be shared and Back works.
import { useCallback } from 'react'
import { useSearchParams } from 'wouter'

export interface Query {
  /** Empty when it is not there. */
  get(name: string): string
  list(name: string): readonly string[]
  /** Those that are empty go. With `replace` there is no way back to what was before. */
  set(
    changes: Readonly<Record<string, string | readonly string[] | undefined>>,
    replace?: 'replace',
  ): void
}

const SEPARATOR = ','

export function useQuery(): Query {
  const [params, setParams] = useSearchParams()
  const set = useCallback<Query['set']>(
    (changes, replace) => {
      const changed = (before: URLSearchParams) => {
        const after = new URLSearchParams(before)
        for (const [name, value] of Object.entries(changes)) {
          const text = typeof value === 'string' ? value : (value ?? []).join(SEPARATOR)
          if (text === '') after.delete(name)
          else after.set(name, text)
        }
        return after
      }
      setParams(changed, { replace: replace !== undefined })
    },
    [setParams],
  )
  return {
    get: name => params.get(name) ?? '',
    list: name => (params.get(name) ?? '').split(SEPARATOR).filter(each => each !== ''),
    set,
  }
}
