import process from 'node:process'
import { runSqlCommand } from './sql-command.ts'

// Whoever reads us may have read enough: `parley sql "from contacts" | head`.
process.stdout.on('error', () => process.exit())

// Not `process.exit`: what was written to a pipe must arrive first.
process.exitCode = await runSqlCommand(process.argv.slice(2), {
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  env: process.env,
})
