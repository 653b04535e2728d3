import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { JsonObject } from '../../core/json.ts'
import { readFlowLog } from '../../store/flow-log-files.ts'
import { type Command, textOption, UseError } from '../command.ts'

export const log: Command = {
  name: 'log',
  usage: 'CONTACT_ID [--data DIR]',
  about: 'tell what flows did with a contact',
  details: [
    'Flows write a log from UpdateFlowLoggingBehavior on.',
    '--data DIR   the folder of the centre; PARLEY_DATA, or ./data',
  ],
  options: { data: { type: 'string' } },
  async run(given, terminal) {
    const contactId = given.operands[0]
    if (!contactId || given.operands.length > 1) throw new UseError('Which contact?')
    const data = resolve(textOption(given, 'data') ?? terminal.env.PARLEY_DATA ?? './data')
    const folder = join(data, 'logs', 'flow')
    if (!existsSync(folder)) throw new UseError(`There is no flow log in ${data}.`)
    const entries: JsonObject[] = []
    for await (const entry of readFlowLog(folder, contactId)) {
      if (given.json) entries.push(entry)
      else terminal.out(`${line(entry)}\n`)
    }
    if (given.json) terminal.out(`${JSON.stringify({ entries })}\n`)
    return 0
  },
}

/** `12:00:01.250  Main flow: CheckAttribute "is it Monday" {"ComparisonValue":"…"} → yes` */
function line(entry: JsonObject): string {
  const { Timestamp, ContactFlowName, ContactFlowModuleType, Identifier } = entry
  const { Parameters, Results, Error: error, ExternalResults } = entry
  const way = [Results, error].filter(each => each !== undefined).join(' ')
  return [
    `${Timestamp}  ${ContactFlowName ?? 'a flow'}: ${ContactFlowModuleType} "${Identifier}"`,
    JSON.stringify(Parameters),
    ...(way === '' ? [] : [`→ ${way}`]),
    ...(ExternalResults === undefined ? [] : [`= ${JSON.stringify(ExternalResults)}`]),
  ].join(' ')
}
