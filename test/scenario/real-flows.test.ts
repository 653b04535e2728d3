// Flows that run on Amazon Connect run here: every one of the corpus, on every path there is.
import { expect, test } from 'vitest'
import type { FlowType } from '../../src/core/directory/document.ts'
import { importLegacy } from '../../src/core/flow/legacy/import-legacy.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { exploreFlow } from '../../src/flow-test/explorer.ts'
import { type CorpusFlow, corpusFlows } from '../support/corpus-flows.ts'

const flows = corpusFlows()
  .filter(({ isConsoleExport, issues }) => isConsoleExport && !issues.includes('unknown-type'))
  .map(flow => (flow.format === 'flow-language' ? flow : imported(flow)))

/** The console's old format, as its import makes it. */
function imported(flow: CorpusFlow): CorpusFlow {
  const legacy = JSON.parse(flow.content) as JsonObject
  return { ...flow, content: JSON.stringify(importLegacy(legacy)) }
}

test.skipIf(flows.length === 0)(
  flows.length === 0 ? 'skipped: no corpus' : 'every real flow runs to an end on every path',
  { timeout: 180_000 },
  () => {
    let runs = 0
    let ways = 0
    const failures = flows.flatMap(flow =>
      CHANNELS.flatMap(channel => {
        const explored = explore(flow, channel)
        runs += explored.runs
        ways += explored.ways
        const untaken = explored.ways - explored.taken
        const told = explored.problems.map(
          ({ problem, path }) => `${problem} after ${path.join(', ')}`,
        )
        if (untaken > 0) told.push(`${untaken} ways were not taken`)
        return told.map(each => `${flow.file} (${channel}): ${each}`)
      }),
    )
    console.log(`${flows.length} real flows, ${runs} contacts, ${ways} ways through actions`)
    expect(failures).toEqual([])
  },
)

const CHANNELS = ['VOICE', 'CHAT', 'TASK'] as const

function explore({ file, content, type }: CorpusFlow, channel: (typeof CHANNELS)[number]) {
  const isModule = type === 'module'
  const known = !isModule && type !== 'unknown'
  const source = { name: file, content, isModule, ...(known && { type: type as FlowType }) }
  return exploreFlow(source, { channel })
}
