import process from 'node:process'
import { runCopyCommand } from './copy-command.ts'

process.exitCode = await runCopyCommand(process.argv.slice(2), {
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  env: process.env,
})
