// A flow between its text and the designer. What the designer does not know stays as it is: a flow
// that is opened and saved without a change is the same flow.
import { importFlow, readFlowDocument } from '../../../../src/core/flow/format/flow-document.ts'
import { isLegacy } from '../../../../src/core/flow/legacy/import-legacy.ts'
import type { Problem } from '../../../../src/core/flow/problem.ts'
import type { JsonObject } from '../../../../src/core/json.ts'

/** A flow as it is edited: the flow language's own document. Changes make a new one. */
export type FlowDocument = JsonObject

/** Reads either format, alone or within an answer of the API. The old format is converted. */
export function openFlow(
  text: string,
):
  | { readonly document: FlowDocument; readonly isConverted: boolean }
  | { readonly problem: Problem } {
  const read = readFlowDocument(text)
  if ('problem' in read) return read
  const isConverted = isLegacy(read.flow)
  return { document: isConverted ? importFlow(read.flow) : read.flow, isConverted }
}

export function saveFlow(document: FlowDocument): string {
  return JSON.stringify(document)
}

/** A flow with nothing in it. */
export const EMPTY_FLOW: FlowDocument = {
  Version: '2019-10-30',
  StartAction: '',
  Metadata: { entryPointPosition: { x: 40, y: 40 }, ActionMetadata: {} },
  Actions: [],
}
