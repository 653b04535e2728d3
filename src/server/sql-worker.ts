// The process of one query: it is told what to run, says what came of it, and ends.
import { runSql } from '../analytics/run-sql.ts'
import type { SqlTask } from '../analytics/sql-message.ts'

process.once('message', message => {
  void runSql(message as SqlTask).then(
    outcome => process.send?.(outcome, () => process.exit(0)),
    error => {
      const sentence = `The query failed: ${error instanceof Error ? error.message : error}`
      process.send?.({ refused: 'failed', sentence }, () => process.exit(1))
    },
  )
})
// Whoever asked is gone. Threads of a query would keep an orderly end waiting.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
