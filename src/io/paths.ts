// Folders and socket files with the system's limits in mind.
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** unix(7): sun_path holds 108 bytes with the final zero on Linux, 104 elsewhere. */
const LONGEST_SOCKET_PATH = process.platform === 'linux' ? 107 : 103

/**
 * A private folder in which a socket with this file name can be bound: `folder` itself, or, when its path is
 * too long for a socket, always the same short one in the system's temporary folder.
 */
export function socketFolder(folder: string, name: string): string {
  const fits = Buffer.byteLength(join(folder, name)) <= LONGEST_SOCKET_PATH
  const chosen = fits ? folder : join(tmpdir(), `parley-${userInfo().uid}-${digest(folder)}`)
  mkdirSync(chosen, { recursive: true, mode: 0o700 })
  return chosen
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
