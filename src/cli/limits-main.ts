import process from 'node:process'
import { runLimitsCommand } from './limits-command.ts'

process.exitCode = await runLimitsCommand(process.argv.slice(2), {
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  env: process.env,
})
