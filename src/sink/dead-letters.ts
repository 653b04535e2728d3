// What a sink refused for ever, kept in a file with the reason, one JSON text per line, so that a
// person can look at it and tell it again.
import { mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Delivery } from './delivery.ts'

export interface DeadLetters {
  add(delivery: Delivery, reason: string, at: number): Promise<void>
}

export function deadLettersIn(path: string): DeadLetters {
  return {
    async add({ id, kind, key, body }, reason, at) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      const line = { at: new Date(at).toISOString(), reason, id, kind, key, data: JSON.parse(body) }
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
