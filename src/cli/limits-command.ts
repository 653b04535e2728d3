// `npx parley limits …`: how often programs may call the API, and how many there may be of what.
import type { Terminal } from './command.ts'
import { list } from './limits/list.ts'
import { dropQuota, quota } from './limits/quota.ts'
import { dropRate, rate } from './limits/rate.ts'
import { type CommandGroup, runCommand } from './run-command.ts'

const limits: CommandGroup = {
  name: 'parley limits',
  about: 'Says how often programs may call the API, and how many there may be of what.',
  commands: [list, rate, dropRate, quota, dropQuota],
}

/** Runs `parley limits <args>`. */
export function runLimitsCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  return runCommand(limits, args, terminal)
}
