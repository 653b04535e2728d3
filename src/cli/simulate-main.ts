import process from 'node:process'
import { runSimulateCommand } from './simulate-command.ts'

// Whoever reads us may have read enough: `parley simulate day.json | head`.
process.stdout.on('error', () => process.exit())

// Not `process.exit`: what was written to a pipe must arrive first.
process.exitCode = await runSimulateCommand(process.argv.slice(2), {
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  env: process.env,
})
