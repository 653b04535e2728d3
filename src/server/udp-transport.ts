// A stream's packets over UDP: sound at one port, reports at the one above it (RFC 3550 §11).
import type { OnRtpPacket, RtpAddress, RtpTransport } from '../channel/voice/media/rtp-transport.ts'
import { openControlPort, type UdpPort } from '../io/udp.ts'
import { isRtcp } from '../protocol/rtp/rtcp.ts'

export class UdpTransport implements RtpTransport {
  readonly #udp: UdpPort
  readonly #address: string
  readonly #onReport: OnRtpPacket
  #remoteAddress: string | undefined
  #remotePort = 0
  /** The port for reports is opened for the first of them: a short call has none. */
  #control: Promise<UdpPort | undefined> | undefined

  /** `address` is our own. */
  constructor(udp: UdpPort, address: string, onReport: OnRtpPacket) {
    this.#udp = udp
    this.#address = address
    this.#onReport = onReport
  }

  send(packet: Uint8Array): boolean {
    const to = this.#remoteAddress
    return to !== undefined && this.#udp.send(packet, to, this.#remotePort)
  }

  setRemote({ address, port }: RtpAddress): void {
    this.#remoteAddress = address
    this.#remotePort = port
  }

  sendReport(packet: Uint8Array): void {
    this.#control ??= this.#openControl()
    void this.#control.then(at => {
      const to = this.#remoteAddress
      if (to !== undefined) at?.send(packet, to, this.#remotePort + 1)
    })
  }

  close(): void {
    this.#udp.close()
    void this.#control?.then(at => at?.close())
  }

  async #openControl(): Promise<UdpPort | undefined> {
    try {
      return await openControlPort(this.#address, this.#udp.port + 1, (packet, from) => {
        if (isRtcp(packet)) this.#onReport(packet, from)
      })
    } catch {
      // Not to be had: the call does without reports.
      return undefined
    }
  }
}
