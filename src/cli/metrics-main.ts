import process from 'node:process'
import { runMetricsCommand } from './metrics-command.ts'

// Not `process.exit`: what was written to a pipe must arrive first.
process.exitCode = await runMetricsCommand(process.argv.slice(2), {
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  env: process.env,
})
