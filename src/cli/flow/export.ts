import { existsSync, writeFileSync } from 'node:fs'
import { exportFlow, readFlowDocument } from '../../core/flow/format/flow-document.ts'
import type { JsonObject } from '../../core/json.ts'
import { type Command, type Given, type Terminal, textOption, UseError } from '../command.ts'
import { readFlow } from './import.ts'

export const exportCommand: Command = {
  name: 'export',
  usage: 'FILE|FLOW [-o FILE] [--endpoint URL] [--instance ID]',
  about: 'write a flow as the designer imports it, from a file or a running centre',
  details: [
    'FLOW            name, id or ARN of a flow or module of a running centre, asked for through the',
    '                API with PARLEY_ACCESS_KEY_ID and PARLEY_SECRET_ACCESS_KEY',
    '-o FILE         where the flow goes; without it, to the standard output',
    '--endpoint URL  where the API is; without it, what PARLEY_HTTP_PORT says on this machine',
    '--instance ID   which instance, when there are several',
  ],
  options: {
    output: { type: 'string', short: 'o' },
    endpoint: { type: 'string' },
    instance: { type: 'string' },
  },
  async run(given, terminal) {
    const [wanted, ...more] = given.operands
    if (wanted === undefined || more.length > 0) throw new UseError('Which flow? Name one.')
    const flow = existsSync(wanted)
      ? exportFlow(readFlow(wanted))
      : await fromCentre(wanted, given, terminal)
    const output = textOption(given, 'output')
    // The flow is JSON already; with `--json` it stands in one line.
    const text = `${JSON.stringify(flow, undefined, given.json ? undefined : 2)}\n`
    if (output === undefined) terminal.out(text)
    else writeFileSync(output, text)
    return 0
  },
}

async function fromCentre(wanted: string, given: Given, terminal: Terminal): Promise<JsonObject> {
  // Loaded only here: the client is large, and the other commands are to be quick.
  const { fetchFlow } = await import('./connect-flows.ts')
  const place = {
    endpoint: textOption(given, 'endpoint'),
    instanceId: textOption(given, 'instance'),
  }
  const { content, header } = await fetchFlow(wanted, place, terminal.env)
  const read = readFlowDocument(content)
  if ('problem' in read) throw new UseError(`${wanted}: ${read.problem.message}`)
  return exportFlow(read.flow, header)
}
