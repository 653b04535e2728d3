// One participant's connection as the voice node keeps it: a SIP call, an agent's softphone, or a
// browser that called as a customer.

import type { PlaySource } from '../../core/effect.ts'
import type { SecretKeys } from '../../core/secret-keys.ts'
import type { DigitPace } from '../../protocol/digit-pace.ts'
import type { RtpParameters } from './media/media-command.ts'

interface LegBase {
  readonly legId: string
  /** The media stream it talks through; a softphone's changes when its page is loaded anew. */
  streamId: string
  answered: boolean
  /** What it is playing, to begin again on a new stream. */
  play?: Play
  /** While its keys are not to be read by the centre. */
  secret?: SecretKeys
  /** Once it has pressed a digit. */
  digitPace?: DigitPace
}

export interface Play {
  readonly playId: string
  readonly sources: readonly PlaySource[]
  readonly loop: boolean
  readonly stopOnDigit: boolean
}

export interface SipLeg extends LegBase {
  readonly kind: 'sip'
  readonly direction: 'in' | 'out'
  /** Our SDP: the answer kept until we answer, or the offer of a call without one. */
  localSdp?: string
  /** Where the far end sends its audio. */
  local?: { readonly address: string; readonly port: number }
  rtp?: RtpParameters
  /** Cancels the end of a dialled leg that nobody answers. */
  stopWaiting?: () => void
}

export interface SoftphoneLeg extends LegBase {
  readonly kind: 'softphone'
  readonly agentId: string
}

export interface BrowserLeg extends LegBase {
  readonly kind: 'browser'
  readonly to: string
  /** The page's socket; a page that comes back has another. */
  pageId: string
  offered: boolean
}

export type Leg = SipLeg | SoftphoneLeg | BrowserLeg
