import process from 'node:process'
import { runMessagingCommand } from './messaging-command.ts'

process.exitCode = await runMessagingCommand(process.argv.slice(2), {
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  env: process.env,
})
