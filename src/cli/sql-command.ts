import type { Terminal } from './command.ts'
import { runCommand } from './run-command.ts'
import { sql } from './sql.ts'

/** Runs `parley sql <args>`, which asks the centre that runs on this data folder. */
export function runSqlCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const parley = { name: 'parley', about: 'Parley, a contact centre.', commands: [sql] }
  return runCommand(parley, ['sql', ...args], terminal)
}
