// Pages of a sorted list. The token carries the key of the last item shown, not its place, so that
// items made or deleted between two pages neither repeat nor hide others.
import { invalidParameter } from './service-error.ts'

export interface Paging {
  readonly NextToken?: string | undefined
  readonly MaxResults?: number | undefined
}

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly NextToken: string | undefined
}

const DEFAULT_SIZE = 100

/** `items` are in the order of their keys. */
export function pageOf<Item>(
  items: readonly Item[],
  { NextToken, MaxResults = DEFAULT_SIZE }: Paging,
  keyOf: (item: Item) => string,
): Page<Item> {
  const start = NextToken === undefined ? 0 : firstAfter(items, readToken(NextToken), keyOf)
  const shown = items.slice(start, start + MaxResults)
  const last = shown.at(-1)
  const more = start + shown.length < items.length
  return { items: shown, NextToken: more && last ? writeToken(keyOf(last)) : undefined }
}

/** The token says nothing to anybody but us. */
export function writeToken(key: string): string {
  return Buffer.from(key).toString('base64url')
}

export function readToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString()
  if (writeToken(key) !== token) throw invalidParameter('NextToken is not one of ours.')
  return key
}

function firstAfter<Item>(
  items: readonly Item[],
  key: string,
  keyOf: (item: Item) => string,
): number {
  const index = items.findIndex(item => keyOf(item) > key)
  return index < 0 ? items.length : index
}
