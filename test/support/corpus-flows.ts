// Real flows, where they are at hand (they are not part of the project), with what is known of each.
import { existsSync, readFileSync } from 'node:fs'

const CORPUS = new URL('../../../shared/corpus/flows/', import.meta.url)

export interface CorpusFlow {
  readonly file: string
  readonly content: string
  /** `flow-language`, or the console's old format. */
  readonly format: string
  /** `CONTACT_FLOW` …, `module` or `unknown`. */
  readonly type: string
  readonly isConsoleExport: boolean
  /** `unknown-type`, `dangling`, `templated` … */
  readonly issues: readonly string[]
}

/** All of them; none when the corpus is not there. */
export function corpusFlows(): readonly CorpusFlow[] {
  const manifest = new URL('manifest.jsonl', CORPUS)
  if (!existsSync(manifest)) return []
  return readFileSync(manifest, 'utf8')
    .trim()
    .split('\n')
    .map(line => {
      const row = JSON.parse(line) as Record<string, unknown>
      const file = String(row.file)
      return {
        file,
        content: readFileSync(new URL(file, CORPUS), 'utf8'),
        format: String(row.format),
        type: String(row.flow_type),
        isConsoleExport: row.provenance === 'console-export',
        issues: (row.issues ?? []) as readonly string[],
      }
    })
}
