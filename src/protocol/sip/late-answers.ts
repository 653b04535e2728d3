// Answers to an INVITE of ours that come when its call is over. RFC 3261 §13.2.2.4: each 2xx is acknowledged,
// however often it comes, and another phone that answers is hung up on.
import { Dialog, type Invite } from './dialog.ts'
import { type SipResponse, tagOf } from './message.ts'
import type { Acknowledged } from './session.ts'
import type { Address } from './sip-port.ts'
import type { ClientOutcome } from './transaction.ts'
import type { Wire } from './wire.ts'

interface LateAnswersOptions {
  readonly invite: Invite
  /** Where the INVITE went. */
  readonly source: Address
  /** The tags of the call, and what we said to the other side last. */
  readonly tags: string
  readonly lastAck: Acknowledged
}

/** Both tags of a dialog. A text of its own, like the keys of transactions. */
export function tagsOf(localTag: string, remoteTag: string): string {
  return [localTag, remoteTag].join('|')
}

export class LateAnswers {
  readonly #wire: Wire
  readonly #options: LateAnswersOptions
  #declined: Set<string> | undefined

  constructor(wire: Wire, options: LateAnswersOptions) {
    this.#wire = wire
    this.#options = options
  }

  readonly onOutcome = (outcome: ClientOutcome): void => {
    if (outcome.type !== 'response') return
    const { response } = outcome
    if (response.status >= 200 && response.status < 300) this.#acknowledge(response)
  }

  #acknowledge(response: SipResponse): void {
    const { invite, source, tags, lastAck } = this.#options
    const tag = tagOf(response.to) ?? ''
    const isKnown = tagsOf(tagOf(response.from) ?? '', tag) === tags
    const cseq = response.cseq.number
    if (isKnown && cseq === lastAck.cseq) return this.#wire.send(lastAck.bytes, lastAck.to)
    const dialog = Dialog.ofClient(this.#wire, invite, response, source)
    dialog.acknowledge(cseq)
    if (isKnown || this.#declined?.has(tag)) return
    this.#declined ??= new Set()
    this.#declined.add(tag)
    dialog.send({ method: 'BYE' }, () => {})
  }
}
