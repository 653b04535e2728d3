// What carries one stream's packets: a UDP port, or a browser's WebRTC connection. The engine above
// it sees plain RTP either way.

export interface RtpTransport {
  /** Sends one plain RTP packet; false when it could not even be handed to the system. */
  send(packet: Uint8Array): boolean
  /** Sends an RTCP packet apart from the sound: to the port above (RFC 3550 §11). */
  sendReport(packet: Uint8Array): void
  /** Where packets go from now on. A WebRTC connection knows by itself and ignores this. */
  setRemote(remote: RtpAddress): void
  close(): void
}

export interface RtpAddress {
  readonly address: string
  readonly port: number
}

/** Takes one received packet. `from` is absent when the transport itself vouches for the sender. */
export type OnRtpPacket = (packet: Uint8Array, from: RtpAddress | undefined) => void
