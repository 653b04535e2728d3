// `npx parley messaging …`: who carries messages between customers and the centre.
import type { Terminal } from './command.ts'
import { list, remove, show } from './messaging/list.ts'
import { set } from './messaging/set.ts'
import { type CommandGroup, runCommand } from './run-command.ts'

const messaging: CommandGroup = {
  name: 'parley messaging',
  about: 'Says who carries messages: SMS, WhatsApp, Slack, programs of yours.',
  commands: [set, list, show, remove],
}

/** Runs `parley messaging <args>`. */
export function runMessagingCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  return runCommand(messaging, args, terminal)
}
