// What flows may name: the instance's queues, prompts, flows and so on, for pickers and the checker.
import { useMemo } from 'react'
import { flowReference } from '../../../src/core/flow/reference.ts'
import type { ReferenceKind } from '../../../src/core/flow/rule/action-rule.ts'
import { all, ConnectError } from '../../kit/connect.ts'
import { type Answer, useAnswer } from '../use-answer.ts'
import type { KnownThings } from './model/findings.ts'

export interface Thing {
  readonly id: string
  /** As a flow names it. */
  readonly value: string
  readonly name: string
}

export type ThingKind = ReferenceKind | 'function' | 'bot' | 'view' | 'attribute'

export interface Things {
  readonly known: KnownThings
  list(kind: ThingKind): readonly Thing[]
  /** The name of what an id or ARN stands for. */
  nameOf(idOrArn: string): string | undefined
}

type Lists = Partial<Record<ThingKind, readonly Thing[]>>

/** Lists that the user may not see are missing, and then everything is taken for real. */
export function useThings(): Things {
  const queues = useList('queue', signal =>
    all('ListQueues', { QueueTypes: ['STANDARD'] }, page => page.QueueSummaryList, signal),
  )
  const prompts = useList('prompt', signal =>
    all('ListPrompts', {}, page => page.PromptSummaryList, signal),
  )
  const flows = useList('contact-flow', signal =>
    all('ListContactFlows', {}, page => page.ContactFlowSummaryList, signal),
  )
  const modules = useList('flow-module', signal =>
    all('ListContactFlowModules', {}, page => page.ContactFlowModulesSummaryList, signal),
  )
  const hours = useList('operating-hours', signal =>
    all('ListHoursOfOperations', {}, page => page.HoursOfOperationSummaryList, signal),
  )
  const views = useList('view', signal =>
    all('ListViews', {}, page => page.ViewsSummaryList, signal),
  )
  const functions = useAnswer(signal => orNone(functionList(signal)), [])
  const bots = useAnswer(signal => orNone(botList(signal)), [])
  const attributes = useAnswer(signal => orNone(attributeList(signal)), [])
  return useMemo(() => {
    const lists: Lists = {
      ...given('queue', queues),
      ...given('prompt', prompts),
      ...given('contact-flow', flows),
      ...given('flow-module', modules),
      ...given('operating-hours', hours),
      ...given('view', views),
      ...given('function', functions),
      ...given('bot', bots),
      ...given('attribute', attributes),
    }
    const names = new Map(
      Object.values(lists).flatMap(list =>
        list.flatMap(
          each =>
            [
              [each.id, each.name],
              [each.value, each.name],
            ] as const,
        ),
      ),
    )
    const known: KnownThings = Object.fromEntries(
      (['queue', 'prompt', 'contact-flow', 'flow-module', 'operating-hours'] as const).flatMap(
        kind => {
          const list = lists[kind]
          return list ? [[kind, new Set(list.map(each => each.id))]] : []
        },
      ),
    )
    return {
      known,
      list: kind => lists[kind] ?? [],
      nameOf: idOrArn => names.get(idOrArn) ?? names.get(flowReference(idOrArn).id),
    }
  }, [queues, prompts, flows, modules, hours, views, functions, bots, attributes])
}

interface Summary {
  readonly Id?: string | undefined
  readonly Arn?: string | undefined
  readonly Name?: string | undefined
}

function useList(
  _: ThingKind,
  ask: (signal: AbortSignal) => Promise<readonly Summary[]>,
): Answer<readonly Thing[] | undefined> {
  return useAnswer(signal => orNone(ask(signal).then(list => list.map(thingOf))), [])
}

function thingOf({ Id = '', Arn = Id, Name = Id }: Summary): Thing {
  return { id: Id, value: Arn, name: Name }
}

async function functionList(signal: AbortSignal): Promise<readonly Thing[]> {
  const arns = await all('ListLambdaFunctions', {}, page => page.LambdaFunctions, signal)
  return arns.map(arn => ({ id: arn, value: arn, name: arn.slice(arn.lastIndexOf(':') + 1) }))
}

async function botList(signal: AbortSignal): Promise<readonly Thing[]> {
  const bots = await all('ListBots', { LexVersion: 'V2' }, page => page.LexBots, signal)
  return bots.flatMap(({ LexV2Bot }) => {
    const arn = LexV2Bot?.AliasArn
    return arn === undefined
      ? []
      : [{ id: arn, value: arn, name: arn.slice(arn.lastIndexOf('/') + 1) }]
  })
}

async function attributeList(signal: AbortSignal): Promise<readonly Thing[]> {
  const list = await all(
    'ListPredefinedAttributes',
    {},
    page => page.PredefinedAttributeSummaryList,
    signal,
  )
  return list.map(({ Name = '' }) => ({ id: Name, value: Name, name: Name }))
}

/** A picker without choices still takes what is typed. */
async function orNone<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ConnectError && error.status === 403) return undefined
    throw error
  }
}

function given(kind: ThingKind, { value }: Answer<readonly Thing[] | undefined>): Lists {
  return value === undefined ? {} : { [kind]: value }
}
