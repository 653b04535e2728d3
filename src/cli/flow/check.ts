import { parseSsml } from '../../audio/ssml.ts'
import type { FlowReferences } from '../../core/flow/check/checking.ts'
import { checkFlow } from '../../core/flow/check.ts'
import { flowKindOf, inferFlowKind } from '../../core/flow/flow-kind.ts'
import { importFlow, readFlowDocument } from '../../core/flow/format/flow-document.ts'
import { isLegacy } from '../../core/flow/legacy/import-legacy.ts'
import type { Problem } from '../../core/flow/problem.ts'
import type { FlowKind } from '../../core/flow/rule/action-rule.ts'
import { type Command, textOption, UseError } from '../command.ts'
import { type FlowFile, readFlowFiles } from './flow-files.ts'

export const check: Command = {
  name: 'check',
  usage: 'FILE…|DIR [--type TYPE]',
  about: 'say what is wrong with flows before they are published',
  details: [
    '--type TYPE  the type of the flows, for example CONTACT_FLOW, CUSTOMER_QUEUE or MODULE;',
    '             without it, what the file says, else what its actions allow',
    '',
    'Ends with 1 when any flow has an error. Warnings are no errors.',
  ],
  options: { type: { type: 'string' } },
  run(given, terminal) {
    const kind = kindOption(textOption(given, 'type'))
    const checked = readFlowFiles(given.operands).map(file => checkFile(file, kind))
    const valid = checked.filter(each => each.valid).length
    if (given.json) {
      terminal.out(`${JSON.stringify({ files: checked, valid, total: checked.length })}\n`)
    } else {
      for (const { path, problems } of checked) {
        for (const problem of problems) terminal.out(`${path}: ${sentence(problem)}\n`)
      }
      terminal.out(`${valid} of ${checked.length} valid\n`)
    }
    return valid === checked.length ? 0 : 1
  },
}

/** A file belongs to no instance: what it names is taken to exist, and may still be open. */
const references: FlowReferences = {
  exists: () => true,
  unbound: true,
  ssmlProblem(ssml) {
    const spoken = parseSsml(ssml)
    return 'problem' in spoken ? spoken.problem : undefined
  },
}

function checkFile({ path, content: text }: FlowFile, wanted: FlowKind | undefined) {
  const read = readFlowDocument(text)
  if ('problem' in read) return { path, valid: false, problems: [read.problem] }
  const { flow } = read
  const type = wanted ?? inferFlowKind(importFlow(flow))
  const content = isLegacy(flow) ? JSON.stringify(importFlow(flow)) : read.content
  const problems = checkFlow(content, type, references)
  return { path, type, valid: !problems.some(isError), problems }
}

function kindOption(name: string | undefined): FlowKind | undefined {
  if (name === undefined) return undefined
  const kind = flowKindOf(name)
  if (!kind) throw new UseError(`There is no flow type ${name}.`)
  return kind
}

function sentence({ severity, code, action, message }: Problem): string {
  return `${severity} ${code}${action === undefined ? '' : ` at "${action}"`}: ${message}`
}

function isError({ severity }: Problem): boolean {
  return severity === 'error'
}
