// Where the things are found that can be chosen in a field.
import { call } from './api-resource.ts'
import type { Source, SourceKey } from './resource.ts'
import type { Values } from './values.ts'

const flows: Source = {
  async find({ text, next, size = 100 }, signal) {
    const answer = await call(
      'SearchContactFlows',
      {
        MaxResults: size,
        ...(next && { NextToken: next }),
        ...(text && {
          SearchCriteria: {
            StringCondition: { FieldName: 'name', Value: text, ComparisonType: 'CONTAINS' },
          },
        }),
      },
      signal,
    )
    const found = (answer.ContactFlows ?? []) as readonly Values[]
    return {
      rows: found.map(flow => ({ id: String(flow.Id), name: String(flow.Name), values: flow })),
      ...(typeof answer.NextToken === 'string' && { next: answer.NextToken }),
    }
  },
  async nameOf(ContactFlowId) {
    const { ContactFlow } = await call('DescribeContactFlow', { ContactFlowId })
    return String((ContactFlow as Values).Name)
  },
}

const sources = new Map<SourceKey, Source>([['flows', flows]])

/** Told by the list of all kinds, which knows the fields that ask here. */
export function haveSources(known: Readonly<Record<string, { readonly source: Source }>>): void {
  for (const [key, { source }] of Object.entries(known)) sources.set(key as SourceKey, source)
}

export function sourceOf(key: SourceKey): Source {
  const source = sources.get(key)
  if (!source) throw new Error(`nobody has said where ${key} are found`)
  return source
}
