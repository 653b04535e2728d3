import { writeFileSync } from 'node:fs'
import { importFlow, readFlowDocument } from '../../core/flow/format/flow-document.ts'
import {
  type BoundFlow,
  bindReferences,
  type FlowReference,
  isUnbound,
  type ReferenceMap,
} from '../../core/flow/format/flow-references.ts'
import type { JsonObject } from '../../core/json.ts'
import { type Command, type Terminal, textOption, UseError } from '../command.ts'
import { readFlowFile } from './flow-files.ts'

export const importCommand: Command = {
  name: 'import',
  usage: 'FILE [--map MAP.json] [-o FILE]',
  about: 'turn an export of either designer into flow language, and bind what it names',
  details: [
    '--map MAP.json  what the references of the file stand for: a JSON object whose names are the',
    '                ids, ARNs, placeholders or display names in the file, or ACTION.PARAMETER, and',
    '                whose values are ids or ARNs of your instance',
    '-o FILE         where the flow goes; without it, to the standard output',
    '',
    'References that the map does not have are listed. Ends with 1 when any of them is empty or a',
    'placeholder, for such a flow cannot be published.',
  ],
  options: { map: { type: 'string' }, output: { type: 'string', short: 'o' } },
  run(given, terminal) {
    const [path, ...more] = given.operands
    if (path === undefined || more.length > 0) throw new UseError('Which file? Name one.')
    const bound = bindReferences(readFlow(path), readMap(textOption(given, 'map')))
    const output = textOption(given, 'output')
    const text = `${JSON.stringify(bound.flow, undefined, 2)}\n`
    if (output !== undefined) writeFileSync(output, text)
    if (given.json) tellAsJson(bound, output, terminal)
    else {
      if (output === undefined) terminal.out(text)
      for (const each of bound.open) terminal.err(`${sentence(each)}\n`)
    }
    return bound.open.some(isUnbound) ? 1 : 0
  },
}

/** The flow in a file, of either format, in flow language. */
export function readFlow(path: string): JsonObject {
  const read = readFlowDocument(readFlowFile(path).content)
  if ('problem' in read) throw new UseError(`${path}: ${read.problem.message}`)
  return importFlow(read.flow)
}

function readMap(path: string | undefined): ReferenceMap {
  if (path === undefined) return {}
  const complaint = `${path} is not a JSON object whose values are text.`
  let json: unknown
  try {
    json = JSON.parse(readFlowFile(path).content)
  } catch (error) {
    throw error instanceof UseError ? error : new UseError(complaint)
  }
  const isMap =
    typeof json === 'object' &&
    json !== null &&
    Object.values(json).every(each => typeof each === 'string')
  if (!isMap) throw new UseError(complaint)
  // An entry that is still empty says nothing yet: `--json` writes such maps to be filled in.
  return Object.fromEntries(
    Object.entries(json as Record<string, string>).filter(([, value]) => value !== ''),
  )
}

/** With a map to fill in: every open reference once. */
function tellAsJson(
  { flow, bound, open }: BoundFlow,
  output: string | undefined,
  terminal: Terminal,
): void {
  const map = Object.fromEntries(
    open.map(each => [each.value === '' ? `${each.action}.${each.parameter}` : each.value, '']),
  )
  const references = [
    ...bound.map(each => ({ ...each, state: 'bound' })),
    ...open.map(each => ({ ...each, state: isUnbound(each) ? 'unbound' : 'kept' })),
  ]
  const answer = { references, map, ...(output === undefined && { flow }) }
  terminal.out(`${JSON.stringify(answer)}\n`)
}

function sentence(reference: FlowReference): string {
  const { action, parameter, kind, value, name } = reference
  const shown = name === '' ? '' : ` (${name})`
  if (isUnbound(reference)) {
    const what = value === '' ? 'is empty' : `is "${value}"`
    return `unbound: ${parameter} of "${action}" ${what}${shown}; it names a ${kind}. Give it in the map as "${action}.${parameter}".`
  }
  return `kept: ${parameter} of "${action}" is "${value}"${shown}, a ${kind}.`
}
