// What the operations on e-mail addresses and on queues have in common.
import type { OperationContext } from './operation-context.ts'
import { idOf } from './resource.ts'
import { invalidRequest } from './service-error.ts'

/** Of one queue. */
const ADDRESSES_MAX = 50

/** Ids of addresses that are aliases of others. */
export function* emailAliases({ centre }: OperationContext): Iterable<string> {
  for (const { document } of centre.directory.list('email-address')) {
    if (document.AliasId !== undefined) yield document.AliasId
  }
}

/** Addresses that exist, by bare id; those there are already come first. */
export function queueEmailIds(
  context: OperationContext,
  config: readonly { readonly EmailAddressId?: string | undefined }[],
  before: readonly string[] = [],
): readonly string[] {
  const added = config.map(({ EmailAddressId = '' }) =>
    idOf(context, 'email-address', EmailAddressId),
  )
  const ids = [...new Set([...before, ...added])]
  if (ids.length > ADDRESSES_MAX) {
    throw invalidRequest(`A queue has at most ${ADDRESSES_MAX} e-mail addresses.`)
  }
  return ids
}

/** With the bare id of an address that exists. */
export function outboundEmailConfig(
  context: OperationContext,
  { OutboundEmailAddressId }: { readonly OutboundEmailAddressId?: string | undefined } = {},
): { readonly OutboundEmailAddressId: string } | undefined {
  if (OutboundEmailAddressId === undefined) return undefined
  return { OutboundEmailAddressId: idOf(context, 'email-address', OutboundEmailAddressId) }
}
