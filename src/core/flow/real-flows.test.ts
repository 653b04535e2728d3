// Flows that people really run: what the service took must be taken here, and what it would refuse
// must be refused for the right reason.
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkFlow } from './check.ts'
import { inferFlowKind } from './flow-kind.ts'
import { exportFlow, importFlow, readFlowDocument } from './format/flow-document.ts'
import { bindReferences } from './format/flow-references.ts'

const CORPUS = new URL('../../../../shared/corpus/flows/', import.meta.url)
const isThere = existsSync(CORPUS)
const skipped = isThere ? '' : ' (skipped: no corpus)'

interface Row {
  readonly file: string
  readonly provenance: string
  readonly issues: readonly string[]
}

const rows = isThere
  ? readFileSync(new URL('manifest.jsonl', CORPUS), 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Row)
  : []

function documentOf({ file }: Row) {
  const read = readFlowDocument(readFileSync(new URL(file, CORPUS), 'utf8'))
  if ('problem' in read) throw new Error(`${file}: ${read.problem.message}`)
  return read.flow
}

function errorsOf(row: Row): readonly string[] {
  const flow = importFlow(documentOf(row))
  return checkFlow(JSON.stringify(flow), inferFlowKind(flow), { exists: () => true, unbound: true })
    .filter(each => each.severity === 'error')
    .map(each => `${each.code}: ${each.message}`)
}

const inventsTypes = ({ issues }: Row) => issues.some(each => each.startsWith('unknown-type'))

test.skipIf(!isThere)(`exports of the console import and have no errors${skipped}`, () => {
  const exports = rows.filter(each => each.provenance === 'console-export' && !inventsTypes(each))
  const refused = exports.map(row => [row.file, errorsOf(row)]).filter(([, found]) => found?.length)
  console.info(`${exports.length - refused.length} of ${exports.length} console exports are taken`)
  expect(refused).toEqual([])
  expect(exports.length).toBeGreaterThan(100)
})

test.skipIf(!isThere)(`types that somebody invented are told${skipped}`, () => {
  const invented = rows.filter(inventsTypes)
  for (const row of invented) {
    const found = errorsOf(row)
    expect(found.length).toBeGreaterThan(0)
    expect(found.every(each => each.startsWith('unknownType'))).toBe(true)
  }
  console.info(`${invented.length} of ${invented.length} files with invented types are refused`)
})

test.skipIf(!isThere)(`a transition to nowhere is told in any of them${skipped}`, () => {
  let broken = 0
  for (const row of rows) {
    const text = JSON.stringify(importFlow(documentOf(row)))
    const cut = text.replace(/"NextAction":"[^"]+"/, '"NextAction":"nowhere at all"')
    if (cut === text) continue
    const problems = checkFlow(cut, 'CONTACT_FLOW', { exists: () => true, unbound: true })
    expect(problems.map(each => each.code)).toContain('danglingTransition')
    broken++
  }
  console.info(`${broken} of ${broken} files with a broken transition are refused`)
})

test.skipIf(!isThere)(`import, export and import again is the same flow${skipped}`, () => {
  for (const row of rows) {
    const imported = importFlow(documentOf(row))
    const exported = JSON.stringify(exportFlow(imported))
    expect(importFlow(JSON.parse(exported))).toEqual(imported)
    // Without a map, binding finds references and leaves the flow as it is.
    expect(bindReferences(imported, {}).flow).toEqual(imported)
  }
})

/** The same flow as two exports: the old designer's file, and what the service made of it. */
const OLD = 'amazon-connect__amazon-connect-salesforce-scv/AWSSCV-DDR-Flow.json'
const NEW =
  'amazon-connect__amazon-connect-salesforce-scv/awsscv_ddr_flow_cf__API_Exported_AWSSCV-DDR-Flow.json'

test.skipIf(!isThere)(`an old export becomes what the service makes of it${skipped}`, () => {
  const essence = (flow: unknown) => {
    const sorted = JSON.parse(JSON.stringify(flow).toLowerCase()).actions as readonly {
      identifier: string
      transitions: { errors?: readonly object[]; conditions?: readonly object[] }
    }[]
    return Object.fromEntries(
      sorted.map(({ identifier, ...rest }) => {
        const { errors = [], conditions = [], ...more } = rest.transitions
        const inOrder = (list: readonly object[]) => list.map(each => JSON.stringify(each)).sort()
        return [
          identifier,
          {
            ...rest,
            transitions: {
              ...more,
              errors: new Set(inOrder(errors)),
              conditions: conditions.length,
            },
          },
        ]
      }),
    )
  }
  const named = (file: string) => rows.find(each => each.file === file) as Row
  const ours = essence(importFlow(documentOf(named(OLD))))
  const theirs = essence(documentOf(named(NEW)))
  expect(Object.keys(ours)).toHaveLength(47)
  for (const [identifier, action] of Object.entries(theirs)) {
    expect({ parameters: {}, ...ours[identifier] }).toEqual({ parameters: {}, ...action })
  }
})
