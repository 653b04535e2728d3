// `npx parley flow …`: everything about flows that needs no running centre.
import type { Terminal } from './command.ts'
import { check } from './flow/check.ts'
import { coverage } from './flow/coverage.ts'
import { diff } from './flow/diff.ts'
import { exportCommand } from './flow/export.ts'
import { importCommand } from './flow/import.ts'
import { log } from './flow/log.ts'
import { run } from './flow/run.ts'
import { test } from './flow/test.ts'
import { type CommandGroup, runCommand } from './run-command.ts'

const flow: CommandGroup = {
  name: 'parley flow',
  about: 'Checks, converts, compares and tries flows.',
  // One line per command. Nothing else knows them all.
  commands: [check, diff, exportCommand, importCommand, run, test, coverage, log],
}

/** Runs `parley flow <args>`. */
export function runFlowCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  return runCommand(flow, args, terminal)
}
