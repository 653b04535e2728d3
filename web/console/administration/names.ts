// Names of things by their ids, asked for once and kept while the console is open.
import { useEffect, useState } from 'react'
import type { SourceKey } from './resource.ts'
import { sourceOf } from './sources.ts'

const known = new Map<string, string>()
const asked = new Map<string, Promise<string>>()

/** What lists have shown need not be asked again. */
export function noteName(of: SourceKey, id: string, name: string): void {
  known.set(`${of} ${id}`, name)
}

/** The names of the ids, or the ids themselves until they are known. */
export function useNames(of: SourceKey, ids: readonly string[]): ReadonlyMap<string, string> {
  const [, again] = useState(0)
  const wanted = ids.filter(id => id !== '' && !known.has(`${of} ${id}`)).join(' ')
  useEffect(() => {
    if (wanted === '') return
    let over = false
    const arriving = wanted.split(' ').map(id => askOnce(of, id))
    void Promise.all(arriving).then(() => {
      if (!over) again(times => times + 1)
    })
    return () => {
      over = true
    }
  }, [of, wanted])
  return new Map(ids.map(id => [id, known.get(`${of} ${id}`) ?? '…']))
}

function askOnce(of: SourceKey, id: string): Promise<string> {
  const key = `${of} ${id}`
  const asking =
    asked.get(key) ??
    sourceOf(of)
      .nameOf(id)
      // What cannot be read, because it is gone or not for this user, is shown by its id.
      .catch(() => id)
      .then(name => {
        known.set(key, name)
        return name
      })
  asked.set(key, asking)
  return asking
}
