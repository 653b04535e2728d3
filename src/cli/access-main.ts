import process from 'node:process'
import { runAccessCommand } from './access-command.ts'

process.exitCode = await runAccessCommand(process.argv.slice(2), {
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  env: process.env,
})
