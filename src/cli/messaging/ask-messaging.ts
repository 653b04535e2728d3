// The messaging channels of a running centre, asked as an administrator.
import { askCentre } from '../ask-centre.ts'
import type { Given, Terminal } from '../command.ts'

export interface ShownChannel {
  readonly name: string
  readonly provider: string
  readonly addresses: readonly string[]
  readonly callbackUrl?: string
  /** Only when it has just been made. */
  readonly secret?: string
}

export function askMessaging(
  given: Given,
  terminal: Terminal,
  asked: { method: 'GET' | 'PUT' | 'DELETE'; name?: string; body?: object },
): Promise<Readonly<Record<string, unknown>>> {
  const { name, ...others } = asked
  const path = name === undefined ? '' : `/${encodeURIComponent(name)}`
  return askCentre(given, terminal, { ...others, path: `/api/messaging${path}` })
}
