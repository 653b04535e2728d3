// `npx parley access …`: programs that call the API, and what they may do.
import { dropKey, key } from './access/key.ts'
import { list, remove, show } from './access/list.ts'
import { dropPolicy, policy } from './access/policy.ts'
import { role, user } from './access/put.ts'
import type { Terminal } from './command.ts'
import { type CommandGroup, runCommand } from './run-command.ts'

const access: CommandGroup = {
  name: 'parley access',
  about: 'Says which programs may call the API, and what each may do there.',
  commands: [list, show, remove, user, role, policy, dropPolicy, key, dropKey],
}

/** Runs `parley access <args>`. */
export function runAccessCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  return runCommand(access, args, terminal)
}
