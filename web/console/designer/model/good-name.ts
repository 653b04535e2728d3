import { parseFlow } from '../../../../src/core/flow/parse.ts'

/** May a block be called this? The flow language's own parser says. */
export function isGoodName(name: string): boolean {
  const Actions = [{ Identifier: name, Type: 'EndFlowExecution' }]
  const flow = { Version: '2019-10-30', StartAction: name, Actions }
  return 'flow' in parseFlow(JSON.stringify(flow))
}
