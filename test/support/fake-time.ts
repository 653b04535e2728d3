// A clock for processes that a test puts forward and back, where the machine has libfaketime.
import { existsSync } from 'node:fs'

const LIBRARY = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu']
  .map(folder => `${folder}/faketime/libfaketimeMT.so.1`)
  .find(path => existsSync(path))

export const canFakeTime = LIBRARY !== undefined

/** The environment of a process whose clock differs by what the file says: `+0`, `-3600`. */
export function fakeTime(offsetFile: string): Readonly<Record<string, string>> {
  if (LIBRARY === undefined) return {}
  return {
    LD_PRELOAD: LIBRARY,
    FAKETIME_TIMESTAMP_FILE: offsetFile,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  }
}
