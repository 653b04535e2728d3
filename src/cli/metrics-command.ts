import type { Terminal } from './command.ts'
import { verify } from './metrics/verify.ts'
import { type CommandGroup, runCommand } from './run-command.ts'

const metrics: CommandGroup = {
  name: 'parley metrics',
  about: 'Historical metrics.',
  commands: [verify],
}

/** Runs `parley metrics <args>`. */
export function runMetricsCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  return runCommand(metrics, args, terminal)
}
