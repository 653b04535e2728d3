import type { Terminal } from './command.ts'
import { runCommand } from './run-command.ts'
import { simulate } from './simulate.ts'

/** Runs `parley simulate <args>`, which needs no running centre. */
export function runSimulateCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const parley = { name: 'parley', about: 'Parley, a contact centre.', commands: [simulate] }
  return runCommand(parley, ['simulate', ...joined(args)], terminal)
}

/** `--agents -1` is meant as `--agents=-1`, not as an option `-1`. */
function joined(args: readonly string[]): string[] {
  const index = args.indexOf('--agents')
  const value = args[index + 1]
  if (index < 0 || value === undefined) return [...args]
  return args.toSpliced(index, 2, `--agents=${value}`)
}
