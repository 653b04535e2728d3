// How far the outbox has been written down. The file is what decides: files of later entries were
// begun and not finished, and their entries are read again.
import { open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Instant } from '../core/instant.ts'

export interface WrittenPosition {
  /** The last entry that is written down; 0 when there is none yet. */
  readonly seq: number
  /** When it happened; nothing in files of older versions. */
  readonly at?: Instant
}

export async function readPosition(path: string): Promise<WrittenPosition> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as WrittenPosition
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { seq: 0 }
    throw error
  }
}

export async function writePosition(path: string, position: WrittenPosition): Promise<void> {
  const temporary = `${path}.new`
  const file = await open(temporary, 'w', 0o600)
  try {
    await file.writeFile(JSON.stringify(position))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
