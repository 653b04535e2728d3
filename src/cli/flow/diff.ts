import { diffFlows, type FlowChange, type FlowDiff } from '../../core/flow/diff/diff-flows.ts'
import { parseFlow } from '../../core/flow/parse.ts'
import { type Command, UseError } from '../command.ts'
import { readFlow } from './import.ts'

export const diff: Command = {
  name: 'diff',
  usage: 'OLD NEW',
  about: 'say what changed between two versions of a flow',
  details: [
    'Moving actions and other changes of the layout are no changes; they are summed up in a line.',
    'Actions whose ids changed are matched by what they are and where they stand.',
    '',
    'Ends with 1 when the flows differ.',
  ],
  options: {},
  run({ operands, json }, terminal) {
    const [old, fresh, ...more] = operands
    if (old === undefined || fresh === undefined || more.length > 0) {
      throw new UseError('Which files? Name two, the older one first.')
    }
    const found = diffFlows(readVersion(old), readVersion(fresh))
    if (json) terminal.out(`${JSON.stringify({ same: found.changes.length === 0, ...found })}\n`)
    else for (const line of linesOf(found)) terminal.out(`${line}\n`)
    return found.changes.length === 0 ? 0 : 1
  },
}

function readVersion(path: string) {
  const document = readFlow(path)
  const parsed = parseFlow(JSON.stringify(document))
  if ('flow' in parsed) return { document, flow: parsed.flow }
  throw new UseError(`${path}: ${parsed.problems[0]?.message ?? 'This is no flow.'}`)
}

function linesOf({ changes, metadata }: FlowDiff): readonly string[] {
  const { moved, noted, changed } = metadata
  const layout = [
    ...(moved > 0 ? [`${moved} moved`] : []),
    ...(noted > 0 ? [`${noted} with other notes`] : []),
    ...(changed.length > 0 ? [`other ${changed.join(', ')}`] : []),
  ].join('; ')
  const summary = layout === '' ? [] : [`Only in the designer: ${layout}.`]
  if (changes.length === 0) return [...summary, 'The flows are the same.']
  return [...changes.map(line), ...summary]
}

function line(change: FlowChange): string {
  switch (change.change) {
    case 'added':
      return `+ ${change.type} "${change.action}"`
    case 'removed':
      return `- ${change.type} "${change.action}"`
    case 'renamed':
      return `~ "${change.action}" was "${change.from}"`
    case 'replaced':
      return `~ "${change.action}": ${change.from} became ${change.to}`
    case 'start':
      return `~ StartAction: "${change.from}" → "${change.to}"`
    case 'conditionOrder':
      return `~ ${change.type} "${change.action}": its conditions are in another order`
    case 'setting':
      return `~ Settings ${values(change)}`
    default:
      return `~ ${change.type} "${change.action}": ${values(change)}`
  }
}

function values({ name, from, to }: { name: string; from?: string; to?: string }): string {
  if (from === undefined) return `${name} is new: ${quoted(to)}`
  if (to === undefined) return `${name} is gone: ${quoted(from)}`
  return `${name} ${quoted(from)} → ${quoted(to)}`
}

/** One line each, whatever the text. */
function quoted(text: string | undefined): string {
  return JSON.stringify(text ?? '')
}
