// How far the outbox has been written down. The file is what decides: files of later entries were
// begun and not finished, and their entries are read again.
import { open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The last entry that is written down; 0 when there is none yet. */
export async function readPosition(path: string): Promise<number> {
  try {
    const { seq } = JSON.parse(await readFile(path, 'utf8')) as { readonly seq: number }
    return seq
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw error
  }
}

export async function writePosition(path: string, seq: number): Promise<void> {
  const temporary = `${path}.new`
  const file = await open(temporary, 'w', 0o600)
  try {
    await file.writeFile(JSON.stringify({ seq }))
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
