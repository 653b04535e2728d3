// What a file holds that is given to a command.
import { readFile } from 'node:fs/promises'
import { text as textOf } from 'node:stream/consumers'
import { UseError } from './command.ts'

/** The JSON object in a file, or in what is written to the command for `-`. Throws `UseError`. */
export async function jsonObjectIn(file: string): Promise<object> {
  const json = file === '-' ? await textOf(process.stdin) : await readFile(file, 'utf8')
  try {
    const value: unknown = JSON.parse(json)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // Told below.
  }
  throw new UseError('The file must hold a JSON object.')
}
