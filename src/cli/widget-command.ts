// `npx parley widget …`: the chat windows that a centre has on pages of others.
import type { Terminal } from './command.ts'
import { type CommandGroup, runCommand } from './run-command.ts'
import { change, create } from './widget/create.ts'
import { list, remove } from './widget/list.ts'
import { snippet } from './widget/snippet.ts'

const widget: CommandGroup = {
  name: 'parley widget',
  about: 'Makes and changes the chat widgets that pages of your sites have.',
  commands: [create, change, list, remove, snippet],
}

/** Runs `parley widget <args>`. */
export function runWidgetCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  return runCommand(widget, args, terminal)
}
