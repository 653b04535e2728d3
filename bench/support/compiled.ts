// The programs in C that stand beside ours, compiled the first time they are asked for.
import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const programs = new Map<string, string>()

/** Where the program of `bench/support/<name>.c` is. */
export function compiled(name: 'rtp-phones' | 'bare-relay'): string {
  const program = programs.get(name) ?? compile(name)
  programs.set(name, program)
  return program
}

function compile(name: string): string {
  const source = fileURLToPath(new URL(`${name}.c`, import.meta.url))
  const target = join(mkdtempSync(join(tmpdir(), 'parley-bench-')), name)
  const { status } = spawnSync('cc', ['-O2', '-o', target, source], { stdio: 'inherit' })
  if (status !== 0) throw new Error('a C compiler is needed: apt-get install gcc')
  return target
}
