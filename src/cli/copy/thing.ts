// What a copy of an instance is made of: things by kind and name, which refer to each other by name.
import type { ConnectClient } from '@aws-sdk/client-connect'
import type { Json, JsonObject } from '../../core/json.ts'
import type { Sounds } from './copy-files.ts'

/** In the order in which they are made. */
export const COPY_KINDS = [
  'hours',
  'attribute',
  'status',
  'hierarchy',
  'module',
  'flow',
  'prompt',
  'email-address',
  'queue',
  'routing-profile',
  'security-profile',
  'user',
  'quick-connect',
  'view',
  'task-template',
  'data-table',
  'evaluation-form',
  'rule',
  'number',
] as const

export type CopyKind = (typeof COPY_KINDS)[number]

export interface Thing {
  readonly kind: CopyKind
  readonly name: string
  /** References are `{{kind:name}}`, or `{{kind:name@arn}}` where an ARN stands. */
  readonly document: JsonObject
}

/** One thing of an instance, with what it is called there. */
export interface Placed {
  readonly kind: CopyKind
  readonly name: string
  readonly id: string
  readonly arn: string
}

/** An instance behind the API, ours or Amazon Connect's. */
export interface Instance {
  readonly client: ConnectClient
  readonly InstanceId: string
  /** What its prompts play, and those of the copy. */
  readonly sounds: Sounds
}

/** How the things of one kind are read and written. Documents that are written have ids again. */
export interface CopyOf {
  readonly kind: CopyKind
  list(of: Instance): Promise<readonly Placed[]>
  /** Only what another instance could be given. */
  read(of: Instance, placed: Placed): Promise<object>
  /** Answers what it is called there. Things that refer to each other are made first and filled by `fill`. */
  make(of: Instance, name: string, document: JsonObject): Promise<Pick<Placed, 'id' | 'arn'>>
  /** Makes an existing thing equal to the document. */
  fill(of: Instance, placed: Placed, document: JsonObject): Promise<void>
  /** `make` leaves the thing unfinished: `fill` comes when everything is there. */
  readonly inTwoSteps?: true
}

/** Those members of an answer that are there. */
export function pick<From extends object, Member extends keyof From>(
  from: From | undefined,
  ...members: readonly Member[]
): Partial<Pick<From, Member>> {
  const present = members.flatMap(member => {
    const value = from?.[member]
    return value === undefined ? [] : [[member, value] as const]
  })
  return Object.fromEntries(present) as Partial<Pick<From, Member>>
}

/** Everything on all pages. */
export async function allOf<Page, Each>(
  pages: AsyncIterable<Page>,
  listOf: (page: Page) => readonly Each[] | undefined,
): Promise<Each[]> {
  const found: Each[] = []
  for await (const page of pages) found.push(...(listOf(page) ?? []))
  return found
}

/** The same of operations that the SDK does not page by itself. */
export async function everyPage<Page extends { readonly NextToken?: string | undefined }, Each>(
  ask: (next: { readonly NextToken?: string }) => Promise<Page>,
  listOf: (page: Page) => readonly Each[] | undefined,
): Promise<Each[]> {
  const found: Each[] = []
  for (let next: { readonly NextToken?: string } | undefined = {}; next; ) {
    const page: Page = await ask(next)
    found.push(...(listOf(page) ?? []))
    next = page.NextToken === undefined ? undefined : { NextToken: page.NextToken }
  }
  return found
}

/** Summaries of List operations as what they are called. */
export function placedFrom(
  kind: CopyKind,
  summaries: readonly {
    readonly Id?: string | undefined
    readonly Arn?: string | undefined
    readonly Name?: string | undefined
  }[],
): Placed[] {
  return summaries.flatMap(({ Id, Arn, Name }) =>
    Id !== undefined && Name !== undefined ? [{ kind, name: Name, id: Id, arn: Arn ?? '' }] : [],
  )
}

/** As the SDK takes it: what was read from the same service has its shape. */
export function given<Input>(document: Json | undefined): Input {
  return document as Input
}

/** A description, if there is one: the service takes no empty ones. */
export function described(description: Json | undefined): { readonly Description?: string } {
  return typeof description === 'string' && description !== '' ? { Description: description } : {}
}
