// Programs built and started as the product's are: one file without tsx's wrappers, with Node's flags of
// the product.
import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { ENGINE } from '../../src/server/engine-flags.ts'

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))

/** Starts `bench/support/<name>.ts`. With `PROFILE=<folder>` it leaves a profile there when it ends, with `SYMBOLS=1` names for perf; `FLAGS` are more of Node's. */
export function forkBundled(name: string): ChildProcess {
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(join(CACHE, 'bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const outfile = join(folder, `${name}.mjs`)
  buildSync({
    entryPoints: [fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    outfile,
  })
  const { PROFILE, SYMBOLS, FLAGS } = process.env
  const profiling = PROFILE === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${PROFILE}`]
  const symbols = SYMBOLS === undefined ? [] : ['--perf-basic-prof']
  const more = FLAGS?.split(' ') ?? []
  return fork(outfile, {
    execArgv: [...ENGINE, '--expose-gc', ...profiling, ...symbols, ...more],
    serialization: 'advanced',
  })
}
