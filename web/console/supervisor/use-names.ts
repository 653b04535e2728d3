// What queues, routing profiles and statuses are called. Asked for once while the console is open.
import { all } from '../../kit/connect.ts'
import { useAnswer } from '../use-answer.ts'

export interface Named {
  readonly id: string
  readonly name: string
}

export interface Names {
  readonly queues: readonly Named[]
  readonly profiles: readonly Named[]
  readonly statuses: readonly (Named & { readonly type: string })[]
  readonly groups: readonly Named[]
  nameOf(id: string | undefined): string | undefined
}

const FRESH_MS = 60_000
const NOTHING: Names = {
  queues: [],
  profiles: [],
  statuses: [],
  groups: [],
  nameOf: () => undefined,
}

let kept: { readonly at: number; readonly names: Promise<Names> } | undefined

/** Empty until they are there. What the user may not see is empty, too. */
export function useNames(): Names {
  const { value } = useAnswer(names, [])
  return value ?? NOTHING
}

function names(): Promise<Names> {
  if (!kept || Date.now() - kept.at > FRESH_MS) kept = { at: Date.now(), names: ask() }
  return kept.names
}

async function ask(): Promise<Names> {
  const [queues, profiles, statuses, groups] = await Promise.all([
    all('ListQueues', { QueueTypes: ['STANDARD'] }, page => page.QueueSummaryList).catch(none),
    all('ListRoutingProfiles', {}, page => page.RoutingProfileSummaryList).catch(none),
    all('ListAgentStatuses', {}, page => page.AgentStatusSummaryList).catch(none),
    all('ListUserHierarchyGroups', {}, page => page.UserHierarchyGroupSummaryList).catch(none),
  ])
  const lists = {
    queues: named(queues),
    profiles: named(profiles),
    statuses: statuses.map(({ Id = '', Name = '', Type = '' }) => ({
      id: Id,
      name: Name,
      type: Type,
    })),
    groups: named(groups),
  }
  const byId = new Map(Object.values(lists).flatMap(list => list.map(({ id, name }) => [id, name])))
  return { ...lists, nameOf: id => byId.get(id ?? '') }
}

/** Not granted: the page then shows ids. */
function none(): [] {
  return []
}

interface Summary {
  readonly Id?: string | undefined
  readonly Name?: string | undefined
}

function named(list: readonly Summary[]): readonly Named[] {
  return list
    .map(({ Id = '', Name = Id }) => ({ id: Id, name: Name }))
    .sort((a, b) => a.name.localeCompare(b.name))
}
