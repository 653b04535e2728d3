// Paths that may be read where a flow takes a value: those of the contact, and those this flow sets.
import { actionsOf } from '../../../../src/core/flow/format/flow-document.ts'
import { membersOf } from '../../../../src/core/flow/parameter.ts'
import type { FlowDocument } from './flow-text.ts'

/** What every contact has. Some channels leave some of them empty. */
const ALWAYS: readonly string[] = [
  '$.CustomerEndpoint.Address',
  '$.SystemEndpoint.Address',
  '$.Channel',
  '$.ContactId',
  '$.InitialContactId',
  '$.PreviousContactId',
  '$.InstanceARN',
  '$.InitiationMethod',
  '$.LanguageCode',
  '$.Name',
  '$.Description',
  '$.Queue.Name',
  '$.Queue.ARN',
  '$.Agent.FirstName',
  '$.Agent.LastName',
  '$.Agent.UserName',
  '$.StoredCustomerInput',
  '$.Lex.IntentName',
  '$.Metrics.Queue.Size',
  '$.Metrics.Queue.OldestContactAge',
  '$.Metrics.Agents.Staffed.Count',
  '$.Metrics.Agents.Available.Count',
]

const NAMESPACES: Readonly<Record<string, readonly [parameter: string, namespace: string]>> = {
  UpdateContactAttributes: ['Attributes', 'Attributes'],
  UpdateFlowAttributes: ['FlowAttributes', 'FlowAttributes'],
  TagContact: ['Tags', 'Tags'],
}

/** @param defined names of predefined attributes of the instance. */
export function attributePaths(
  document: FlowDocument,
  defined: readonly string[] = [],
): readonly string[] {
  const set = actionsOf(document).flatMap(({ Type, Parameters }) => {
    const [parameter, namespace] = NAMESPACES[String(Type)] ?? []
    if (parameter === undefined) return []
    const names = Object.keys(membersOf(membersOf(Parameters)[parameter]))
    return names.map(name => pathTo(namespace ?? '', name))
  })
  return [...new Set([...set, ...defined.map(name => pathTo('Attributes', name)), ...ALWAYS])]
}

function pathTo(namespace: string, name: string): string {
  return /^[\w-]+$/.test(name) ? `$.${namespace}.${name}` : `$.${namespace}.['${name}']`
}
