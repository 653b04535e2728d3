// How many connections a server of ours takes. More are closed as they come, so that those that are there
// are served, and files can still be opened.
import { readFileSync } from 'node:fs'

/** 20,000 chats have 40,000 sockets, and as many pages come and go; each keeps some 10 KB. */
const MOST = 50_000
/** Where the system does not say how many files may be open. */
const USUAL = 8_000
/** Of the files that may be open: what is not a connection. */
const OTHER_FILES = 2_000
/** HTTP and HTTPS each may have as many. */
const SERVERS = 2

/** @param limits as in `/proc/self/limits`. */
export function connectionsMax(limits: string = readLimits()): number {
  const files = /^Max open files +(\d+|unlimited)/m.exec(limits)?.[1]
  if (files === undefined) return USUAL
  if (files === 'unlimited') return MOST
  const share = Math.floor((Number(files) - OTHER_FILES) / SERVERS)
  return Math.min(MOST, Math.max(share, Math.floor(Number(files) / 4)))
}

function readLimits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8')
  } catch {
    // Only Linux has it.
    return ''
  }
}
