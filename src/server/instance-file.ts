// Which instance lives in a data folder, and where its ids and lots come from.
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ChanceState } from '../core/chance.ts'

export interface InstanceFile {
  readonly instanceId: string
  readonly seed: ChanceState
  /** Signs session cookies and links; base64. */
  readonly secret: string
}

/** Reads `instance.json` of the data folder, or makes it. */
export function openInstanceFile(dataFolder: string): InstanceFile {
  const path = join(dataFolder, 'instance.json')
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as InstanceFile
  const word = () => randomInt(0, 2 ** 32)
  const made: InstanceFile = {
    instanceId: randomUUID(),
    seed: [word(), word(), word(), word()],
    secret: randomBytes(32).toString('base64'),
  }
  writeFileSync(`${path}.new`, JSON.stringify(made), { mode: 0o600 })
  renameSync(`${path}.new`, path)
  return made
}
