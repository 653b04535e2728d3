// What would miss a flow or module: numbers and quick connects that lead to it, flows that name it.
import type { Overview } from '../../../../src/api/contract/page-http.ts'
import { all } from '../../../kit/connect.ts'
import { requestJson } from '../../../kit/http.ts'
import type { FlowSummary } from '../flow-service.ts'

const TOLD_MAX = 20

/** Each as a line for people. */
export async function usersOf(
  chosen: readonly FlowSummary[],
  isModule: boolean,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const ids = chosen.map(each => each.id)
  const [numbers, flows, modules] = await Promise.all([
    isModule ? [] : numbersTo(chosen.map(each => each.name)),
    flowsNaming(ids, signal),
    modulesNaming(ids, signal),
  ])
  return [...new Set([...numbers, ...flows, ...modules])].slice(0, TOLD_MAX)
}

async function numbersTo(names: readonly string[]): Promise<readonly string[]> {
  const answer = await requestJson<Overview>('GET', '/api/overview')
  if (!answer.ok) return []
  return answer.value.numbers
    .filter(({ flow }) => flow !== undefined && names.includes(flow))
    .map(({ number }) => number)
}

async function flowsNaming(
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const flows = await all(
    'SearchContactFlows',
    { MaxResults: 100 },
    page => page.ContactFlows,
    signal,
  )
  return flows
    .filter(
      ({ Id = '', Content = '' }) => !ids.includes(Id) && ids.some(id => Content.includes(id)),
    )
    .map(({ Name = '' }) => Name)
}

async function modulesNaming(
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const modules = await all(
    'SearchContactFlowModules',
    { MaxResults: 100 },
    page => page.ContactFlowModules,
    signal,
  )
  return modules
    .filter(
      ({ Id = '', Content = '' }) => !ids.includes(Id) && ids.some(id => Content.includes(id)),
    )
    .map(({ Name = '' }) => Name)
}
