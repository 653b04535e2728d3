// DuckDB's errors as one sentence for the person who wrote the query.
import type { SqlRefusal } from './sql-message.ts'

const KIND = /^(?:Failed to extract statements: )?([A-Z][\w-]*(?: [\w-]+)*) Error: /

export function sqlSentence(error: unknown): SqlRefusal {
  const text = error instanceof Error ? error.message : String(error)
  // All that is said of a text without a statement.
  if (text === 'Error in native callback') return NOTHING
  const kind = KIND.exec(text)?.[1] ?? ''
  switch (kind) {
    case 'Out of Memory':
      return TOO_MUCH
    case 'Permission':
      return {
        refused: 'wrong',
        sentence: 'A query reads the tables of the history and nothing else.',
      }
    case 'INTERNAL':
    case 'IO':
    case '':
      return { refused: 'failed', sentence: `The query failed: ${oneSentence(text)}` }
    default:
      return { refused: 'wrong', sentence: oneSentence(text.replace(KIND, '')) }
  }
}

const NOTHING: SqlRefusal = {
  refused: 'wrong',
  sentence: 'There is no statement; write one select.',
}

export const TOO_MUCH: SqlRefusal = {
  refused: 'tooMuch',
  sentence: 'The query needs more memory than it may have; ask for less, or for a shorter time.',
}

/** What comes before the blank line, with the line of the query it is about. */
function oneSentence(text: string): string {
  const [first = ''] = text.split(/\n\s*\n/)
  const line = /\bLINE (\d+):/.exec(text)?.[1]
  const words = first.replaceAll(/\s+/g, ' ').trim()
  const where = line === undefined || line === '1' ? '' : ` (line ${line})`
  return `${words.replace(/[.!]$/, '')}${where}.`
}
