import process from 'node:process'
import { runCommand } from './run-command.ts'
import { why } from './why.ts'

const parley = { name: 'parley', about: 'Parley, a contact centre.', commands: [why] }
process.exitCode = await runCommand(parley, ['why', ...process.argv.slice(2)], {
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  env: process.env,
})
