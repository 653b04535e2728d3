// `npx parley copy …`: a whole instance as files, and files as an instance.
import type { Terminal } from './command.ts'
import { apply, drift, exportCopy, plan } from './copy/commands.ts'
import { type CommandGroup, runCommand } from './run-command.ts'

const copy: CommandGroup = {
  name: 'parley copy',
  about: 'Copies what is configured between instances, Parley’s or Amazon Connect’s.',
  commands: [exportCopy, plan, apply, drift],
}

/** Runs `parley copy <args>`. */
export function runCopyCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  return runCommand(copy, args, terminal)
}
