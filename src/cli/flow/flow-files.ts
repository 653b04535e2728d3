// Flow files as people keep them: exports of the console with or without an extension, and folders of
// them.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { UseError } from '../command.ts'

/** Larger files are no flows; the service takes 1 MB. */
const SIZE_MAX = 16 * 1024 * 1024

export interface FlowFile {
  readonly path: string
  readonly content: string
}

/**
 * What the paths name: each file, and in folders everything that may be a flow. A file that was
 * named itself is read whatever it holds; one that was found in a folder only when it is a flow.
 */
export function readFlowFiles(paths: readonly string[]): readonly FlowFile[] {
  if (paths.length === 0) throw new UseError('Which file or folder?')
  return paths.flatMap(path => {
    return isFolder(path) ? filesIn(path).map(read).filter(isFlow) : [read(path)]
  })
}

/** One file. */
export function readFlowFile(path: string): FlowFile {
  if (isFolder(path)) throw new UseError(`${path} is a folder.`)
  return read(path)
}

function read(path: string): FlowFile {
  if (statSync(path).size > SIZE_MAX) throw new UseError(`${path} is larger than 16 MB.`)
  return { path, content: readFileSync(path, 'utf8').replace(/^\ufeff/, '') }
}

function isFolder(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new UseError(`There is no file ${path}.`)
  return found.isDirectory()
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return filesIn(path)
      return mayBeFlow(entry.name) && isFlowSized(path) ? [path] : []
    })
}

/** Exports are named after their flow, with `.json` or without: `Main v1.2` and `St. Louis` too. */
function mayBeFlow(name: string): boolean {
  return !/[.]test[.]json$/i.test(name) && (/[.]json$/i.test(name) || !/[.][a-z]\w*$/i.test(name))
}

/** A file, be it by a link, that is not too large. Folders behind links may lead round in circles. */
function isFlowSized(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  return found?.isFile() === true && found.size <= SIZE_MAX
}

/** The names that make a flow, new or old, or broken in between. */
function isFlow({ content }: FlowFile): boolean {
  return /"(StartAction|Actions|modules)"\s*:/.test(content)
}
