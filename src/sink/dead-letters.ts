// What a sink refused for ever, kept in a file with the reason, one JSON text per line, so that a
// person can look at it and tell it again. A file that has become large makes place for a new one, and
// one former file is kept.
import { mkdirSync, statSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Delivery } from './delivery.ts'

export interface DeadLetters {
  add(delivery: Delivery, reason: string, at: number): Promise<void>
}

const BYTES_MAX = 50_000_000

/** @param bytesMax of the file; the former one, whose name ends with `.1`, has as much. */
export function deadLettersIn(path: string, bytesMax = BYTES_MAX): DeadLetters {
  return {
    async add({ id, kind, key, body }, reason, at) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      const line = { at: new Date(at).toISOString(), reason, id, kind, key, data: JSON.parse(body) }
      await makePlace(path, bytesMax)
      const file = await open(path, 'a', 0o600)
      try {
        await file.write(`${JSON.stringify(line)}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
    },
  }
}

async function makePlace(path: string, bytesMax: number): Promise<void> {
  const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (bytes >= bytesMax) await rename(path, `${path}.1`)
}
