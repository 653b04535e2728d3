// The flows and modules that a flow goes on to, and those that they go on to, as they are published.

import type { FlowType } from '../../../../src/core/directory/document.ts'
import { actionsOf } from '../../../../src/core/flow/format/flow-document.ts'
import { membersOf } from '../../../../src/core/flow/parameter.ts'
import { flowReference } from '../../../../src/core/flow/reference.ts'
import type { FlowSource } from '../../../../src/flow-test/setup.ts'
import { ConnectError } from '../../../kit/connect.ts'
import { flowService, moduleService } from '../flow-service.ts'
import { type FlowDocument, openFlow } from '../model/flow-text.ts'

const FLOWS_MAX = 30

export async function flowsAround(document: FlowDocument): Promise<readonly FlowSource[]> {
  const found = new Map<string, FlowSource>()
  const open = [...namedIn(document)]
  for (let next = open.shift(); next && found.size < FLOWS_MAX; next = open.shift()) {
    if (found.has(next.id)) continue
    const service = next.isModule ? moduleService : flowService
    const facts = await service.load(next.id).catch(unknown)
    if (!facts) continue
    const { id, name, content, kind } = facts
    found.set(id, {
      id,
      name: `${name} ${id}`,
      content,
      ...(next.isModule ? { isModule: true } : { type: kind as FlowType }),
    })
    const opened = openFlow(content)
    if ('document' in opened) open.push(...namedIn(opened.document))
  }
  return [...found.values()]
}

/** What is not there, or not for this user, is made up when the flow is played. */
function unknown(error: unknown): undefined {
  if (error instanceof ConnectError && [403, 404, 400].includes(error.status)) return undefined
  throw error
}

function namedIn(
  document: FlowDocument,
): readonly { readonly id: string; readonly isModule: boolean }[] {
  return actionsOf(document).flatMap(({ Parameters }) => {
    const { ContactFlowId, FlowModuleId, EventHooks } = membersOf(Parameters)
    const flows = [ContactFlowId, ...Object.values(membersOf(EventHooks))]
    return [
      ...flows.map(each => ({ name: each, isModule: false })),
      { name: FlowModuleId, isModule: true },
    ].flatMap(({ name, isModule }) => {
      const isStatic = typeof name === 'string' && name !== '' && !name.startsWith('$')
      return isStatic ? [{ id: flowReference(name).id, isModule }] : []
    })
  })
}
