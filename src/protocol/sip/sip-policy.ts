// Who may call and register: trunks by the address they come from, phones and other trunks by digest.
import { type DigestAlgorithm, digestHa1 } from './digest.ts'
import { type IpRange, isInRange, parseIpRange } from './ip-range.ts'
import type { Address, Caller } from './sip-port.ts'
import type { Hash } from './wire.ts'

export interface SipPolicy {
  readonly realm: string
  /**
   * Offered in this order (RFC 8760 §2.4). Phones of today give up at a challenge they do not know, even
   * beside one they do (baresip 1.0), so SHA-256 is for where every phone is known to have it.
   */
  readonly algorithms: readonly DigestAlgorithm[]
  /** What an unknown source hears: a challenge, or 403 when nobody authenticates by digest. */
  readonly unknown: 'challenge' | 'refuse'
  /** The trunk whose messages come from there. */
  trunkAt(source: Address): string | undefined
  account(username: string): SipAccount | undefined
}

export interface SipAccount {
  readonly caller: Caller
  /** H(username:realm:password); `undefined` where the account has none for that algorithm. */
  readonly ha1: Readonly<Partial<Record<DigestAlgorithm, string>>>
}

/** The account of somebody whose password is known. */
export function sipAccount(
  hash: Hash,
  caller: Caller,
  who: { readonly username: string; readonly realm: string; readonly password: string },
): SipAccount {
  const ha1 = {
    MD5: digestHa1(hash, 'MD5', who),
    'SHA-256': digestHa1(hash, 'SHA-256', who),
  }
  return { caller, ha1 }
}

/** A policy from configuration. Addresses that are neither IP nor CIDR match nobody. */
export function createSipPolicy(options: {
  readonly realm: string
  readonly trunks: readonly { readonly trunkId: string; readonly addresses: readonly string[] }[]
  /** By user name. */
  readonly accounts: ReadonlyMap<string, SipAccount>
  readonly algorithms?: readonly DigestAlgorithm[]
}): SipPolicy {
  const ranges = options.trunks.flatMap(({ trunkId, addresses }) =>
    addresses.flatMap(address => {
      const range: IpRange | undefined = parseIpRange(address)
      return range === undefined ? [] : [{ trunkId, range }]
    }),
  )
  return {
    realm: options.realm,
    algorithms: options.algorithms ?? ['MD5'],
    unknown: options.accounts.size > 0 ? 'challenge' : 'refuse',
    trunkAt: source => ranges.find(({ range }) => isInRange(source.host, range))?.trunkId,
    account: username => options.accounts.get(username),
  }
}
