// The certificate and its key, read and tried before anything listens with them.
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { CannotStart } from './cannot-start.ts'
import type { TlsSettings } from './configuration.ts'

export interface TlsFiles {
  /** Both in PEM. */
  readonly cert: string
  readonly key: string
}

/** Throws `CannotStart` with the one thing to mend. */
export function readTlsFiles({ certFile, keyFile }: TlsSettings): TlsFiles {
  const files = { cert: read('PARLEY_TLS_CERT', certFile), key: read('PARLEY_TLS_KEY', keyFile) }
  try {
    createSecureContext(files)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new CannotStart(`${certFile} and ${keyFile} are no certificate with its key: ${why}.`)
  }
  return files
}

function read(setting: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new CannotStart(`${setting}: the file ${file} cannot be read.`)
  }
}
