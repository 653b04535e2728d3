// The built web pages, for tests that open them in a browser.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { webFolder } from '../../src/server/web-folder.ts'

/** The flow designer has the core in the page. */
const SOURCES = ['web', 'src/api/contract', 'src/core', 'src/flow-test']

/** Builds them when a source is newer than what was built last. */
export async function buildPages(): Promise<void> {
  const built = join(webFolder(), 'console/index.html')
  const newest = Math.max(...SOURCES.flatMap(filesIn).map(changedAt))
  if (existsSync(built) && changedAt(built) >= newest) return
  // As they are delivered: what is left here is what `npm start` serves.
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    await build({ configFile: 'web/vite.config.ts', logLevel: 'error' })
  } finally {
    process.env.NODE_ENV = before
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.name.includes('.test.'))
    .map(entry => join(entry.parentPath, entry.name))
}

function changedAt(file: string): number {
  return statSync(file).mtimeMs
}
