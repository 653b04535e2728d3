// What the SIP endpoint of this folder hears and says: bytes and commands in, bytes and events out.
// A call is one INVITE dialog, in either role, known by the id its owner or the endpoint gave it.

export interface Address {
  readonly transport: 'udp' | 'tcp' | 'tls'
  readonly host: string
  readonly port: number
}

export type SipCommand =
  /** Sends an INVITE. `to` is a whole URI; `target` where to send it when not where the URI says. */
  | {
      readonly type: 'call.dial'
      readonly callId: string
      readonly from: { readonly user: string; readonly displayName?: string }
      readonly to: string
      readonly target?: Address
      readonly sdp: string
      readonly credentials?: { readonly username: string; readonly password: string }
      readonly headers?: Readonly<Record<string, string>>
    }
  /** A provisional answer, reliable (RFC 3262) when the peer requires it. */
  | {
      readonly type: 'call.progress'
      readonly callId: string
      readonly status: number
      readonly sdp?: string
    }
  | { readonly type: 'call.answer'; readonly callId: string; readonly sdp: string }
  | {
      readonly type: 'call.reject'
      readonly callId: string
      readonly status: number
      readonly reason?: string
    }
  /** CANCEL, BYE or a final refusal, whichever the state asks for. */
  | { readonly type: 'call.hangUp'; readonly callId: string; readonly reason?: string }
  /** Our own re-INVITE. */
  | { readonly type: 'call.reoffer'; readonly callId: string; readonly sdp: string }
  /** Answers `call.reoffered`. Without SDP: 488. */
  | { readonly type: 'call.reanswer'; readonly callId: string; readonly sdp?: string }

export type SipEvent =
  /** An INVITE from someone who may call. Nothing has been answered but 100. No SDP: the offer comes in ours. */
  | {
      readonly type: 'call.offered'
      readonly callId: string
      readonly from: { readonly user: string; readonly host: string; readonly displayName?: string }
      readonly to: { readonly user: string; readonly host: string }
      readonly sdp?: string
      readonly source: Address
      /** Who it is: a trunk's id, or the user that proved itself by digest. */
      readonly caller: Caller
      readonly headers: Readonly<Record<string, string>>
    }
  | {
      readonly type: 'call.progressed'
      readonly callId: string
      readonly status: number
      readonly sdp?: string
    }
  /** The far end answered our INVITE, or (for SDP in ACK) completed ours. */
  | { readonly type: 'call.answered'; readonly callId: string; readonly sdp?: string }
  /** Our 2xx was acknowledged. */
  | { readonly type: 'call.confirmed'; readonly callId: string; readonly sdp?: string }
  | { readonly type: 'call.reoffered'; readonly callId: string; readonly sdp?: string }
  | { readonly type: 'call.reanswered'; readonly callId: string; readonly sdp?: string }
  /** A digit in an INFO (application/dtmf-relay or application/dtmf). */
  | { readonly type: 'call.digit'; readonly callId: string; readonly digit: string }
  /** Over, whoever ended it, however far it had come. */
  | {
      readonly type: 'call.ended'
      readonly callId: string
      readonly by: 'local' | 'remote' | 'network'
      /** The final status of a call that was not answered. */
      readonly status?: number
      readonly reason?: string
    }
  /** A phone registered, refreshed or went. No contact: gone. */
  | {
      readonly type: 'registration.changed'
      readonly user: string
      readonly contact?: {
        readonly uri: string
        readonly target: Address
        readonly expiresAt: number
      }
    }

/** Who sends a request, decided by the policy the endpoint is given. */
export type Caller =
  | { readonly type: 'trunk'; readonly trunkId: string }
  | { readonly type: 'phone'; readonly user: string }

export type SipOutput =
  | { readonly type: 'send'; readonly to: Address; readonly bytes: Uint8Array }
  | { readonly type: 'event'; readonly event: SipEvent }
  /** Close that connection: what comes on it makes no sense any more. */
  | { readonly type: 'close'; readonly to: Address }
