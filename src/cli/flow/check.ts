import { checkFlow } from '../../core/flow/check.ts'
import type { Problem } from '../../core/flow/problem.ts'
import type { Command } from '../command.ts'
import { readFlowFiles } from './flow-files.ts'

export const check: Command = {
  name: 'check',
  usage: 'FILE…|DIR [--type TYPE]',
  about: 'say what is wrong with flows before they are published',
  options: { type: { type: 'string' } },
  run({ operands, json }, terminal) {
    const checked = readFlowFiles(operands).map(({ path, content }) => {
      const problems = checkFlow(content, 'CONTACT_FLOW', { exists: () => true })
      return { path, problems, valid: !problems.some(isError) }
    })
    const valid = checked.filter(each => each.valid).length
    if (json) {
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

function sentence({ severity, code, action, message }: Problem): string {
  return `${severity} ${code}${action === undefined ? '' : ` at "${action}"`}: ${message}`
}

function isError({ severity }: Problem): boolean {
  return severity === 'error'
}
