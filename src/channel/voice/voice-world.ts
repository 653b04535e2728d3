// What the parts of the voice node need of the world around it.
import type { PlaySource } from '../../core/effect.ts'
import type { InputEncryption } from '../../core/flow/input-encryption.ts'
import type { VoiceReport } from '../../core/input.ts'
import type { Clock } from '../../io/clock.ts'
import type { SipCommand } from '../../protocol/sip/sip-port.ts'
import type { VoiceSignal } from './bus-message.ts'
import type { MediaPort, Sound } from './media/media-command.ts'

export interface VoiceWorld {
  readonly clock: Clock
  readonly media: MediaPort
  readonly sounds: Sounds
  readonly recordings: Recordings
  /** Address put into SDP for telephones. */
  readonly mediaAddress: string
  /** Where browsers find this machine now, best first: networks come and go. */
  browserAddresses(): readonly string[]
  sip(command: SipCommand): void
  report(report: VoiceReport): void
  signal(signal: VoiceSignal): void
  newId(): string
  /** Encrypts for the holder of a private key; base64. Rejects when the certificate is no good. */
  encrypt(text: string, receiver: InputEncryption): Promise<string>
}

/** Where recordings are made and kept. */
export interface Recordings {
  /** Where the one being made is written. */
  pathOf(recordingId: string): string
  /** Puts a finished one away; answers its key in the blob store. */
  keep(recordingId: string, path: string, prefix: string): Promise<string>
}

export interface Sounds {
  /** A sound that can be played now: speech is rendered, audio is fetched. */
  make(source: PlaySource): Promise<Sound>
}
