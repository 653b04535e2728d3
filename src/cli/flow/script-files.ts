// Flow tests as files: a script beside the flows it plays, named from the script's folder.
import { readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { FlowType } from '../../core/directory/document.ts'
import { type FlowScript, readScript, ScriptError } from '../../flow-test/script.ts'
import type { FlowSource } from '../../flow-test/setup.ts'
import { UseError } from '../command.ts'
import { readFlowFile } from './flow-files.ts'

export interface ScriptFile {
  readonly path: string
  readonly script: FlowScript
  /** The flow that is called first, then the others. */
  readonly flows: readonly FlowSource[]
}

/** Reads a script with its flows; `called` is a flow to call instead of the one it names. */
export function readScriptFile(path: string, called?: string): ScriptFile {
  const script = scriptOf(path)
  const file = called ?? (script.flow === undefined ? undefined : beside(path, script.flow))
  if (file === undefined) throw new UseError(`${path} does not say which "flow" is called.`)
  const first = source(file, script.flow ?? file, script.type)
  const others = Object.entries(script.flows).map(([id, each]) => source(beside(path, each), id))
  const modules = Object.entries(script.modules).map(([id, each]) => {
    return { ...source(beside(path, each), id), isModule: true }
  })
  return { path, script, flows: [first, ...others, ...modules] }
}

/** Scripts in a folder and below: files named `….test.json`. One file stands for itself. */
export function scriptFilesIn(path: string): readonly string[] {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new UseError(`There is no file ${path}.`)
  if (!found.isDirectory()) return [path]
  const entries = readdirSync(path, { withFileTypes: true })
  return entries
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const each = join(path, entry.name)
      if (entry.isDirectory()) return scriptFilesIn(each)
      return entry.name.endsWith('.test.json') ? [each] : []
    })
}

function scriptOf(path: string): FlowScript {
  try {
    return readScript(readFlowFile(path).content)
  } catch (error) {
    if (error instanceof ScriptError) throw new UseError(`${path}: ${error.message}`)
    throw error
  }
}

function beside(path: string, file: string): string {
  return resolve(dirname(path), file)
}

function source(path: string, id: string, type?: string): FlowSource {
  const { content } = readFlowFile(path)
  return { name: id, id, content, ...(type !== undefined && { type: type as FlowType }) }
}
