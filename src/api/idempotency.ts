// A call repeated with the same client token is the same call: it gets the first one's answer and
// changes nothing. What is remembered goes to the journal together with the change itself.
import { minutes } from '../core/instant.ts'
import type { Json, JsonObject } from '../core/json.ts'
import { sha256Hex } from '../io/crypto.ts'
import type { Change } from './operation.ts'
import type { OperationContext } from './operation-context.ts'
import type { Input } from './request-reader.ts'
import { ServiceError } from './service-error.ts'

const REMEMBERED_MS = minutes(24 * 60)
/** How many old answers each new one takes away: more than one, so that they become fewer. */
const FORGOTTEN_AT_ONCE = 3

export interface Memory {
  readonly id: string
  /** The input is kept as a hash: it may carry a password. */
  readonly inputHash: string
  /** The changes that remember this answer and forget old ones. */
  keep(context: OperationContext, answer: unknown): readonly Change[]
}

/** What a call with this token is remembered as. */
export function rememberedAs(operation: string, token: string, input: Input): Memory {
  const id = `${operation}:${token}`
  const inputHash = sha256Hex(JSON.stringify(input))
  return {
    id,
    inputHash,
    keep: (context, answer) => [
      ...forgotten(context),
      put(id, { Input: inputHash, Answer: answer as Json, At: context.now }),
    ],
  }
}

/** The answer given before, if any. Throws when the token was used for another request. */
export function remembered(
  context: OperationContext,
  { id, inputHash }: Memory,
): { readonly answer: unknown; readonly input: Change } | undefined {
  const document = context.centre.directory.get('idempotency', id)
  if (!document || isOld(document, context.now)) return undefined
  if (document.Input !== inputHash) {
    throw new ServiceError(
      'IdempotencyException',
      'Another request has been made with this client token.',
    )
  }
  return { answer: document.Answer, input: put(id, document) }
}

function put(id: string, document: JsonObject): Change {
  return { type: 'config.put', kind: 'idempotency', id, document }
}

function forgotten({ centre, now }: OperationContext): readonly Change[] {
  const changes: Change[] = []
  for (const { id, document } of centre.directory.list('idempotency')) {
    if (changes.length === FORGOTTEN_AT_ONCE || !isOld(document, now)) break
    changes.push({ type: 'config.delete', kind: 'idempotency', id })
  }
  return changes
}

function isOld(document: JsonObject, now: number): boolean {
  return now - Number(document.At) > REMEMBERED_MS
}
