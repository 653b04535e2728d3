import process from 'node:process'
import { runWidgetCommand } from './widget-command.ts'

process.exitCode = await runWidgetCommand(process.argv.slice(2), {
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  env: process.env,
})
