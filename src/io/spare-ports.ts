// Media ports opened ahead. Whoever asks for ports knows the numbers of these already, so that a call
// need not wait until its own is open.
import type { UdpPort, UdpPorts } from './udp.ts'

type OnPacket = Parameters<UdpPorts['open']>[1]

const SPARE_MAX = 32

export class SparePorts {
  readonly #ports: UdpPorts
  readonly #onSpare: (address: string, ports: readonly number[]) => void
  readonly #spare = new Map<number, UdpPort>()
  readonly #most: number
  #filling = false

  /** `onSpare` is told of ports that are open and nobody's. */
  constructor(ports: UdpPorts, onSpare: (address: string, ports: readonly number[]) => void) {
    this.#ports = ports
    this.#onSpare = onSpare
    this.#most = Math.min(SPARE_MAX, Math.floor(ports.count / 16))
  }

  /** The port of that number if it is a spare one, else the next free one. */
  async open(address: string, onPacket: OnPacket, port: number | undefined): Promise<UdpPort> {
    const spare = port === undefined ? undefined : this.#spare.get(port)
    if (spare === undefined) {
      const opened = await this.#ports.open(address, onPacket)
      void this.#fill(address)
      return opened
    }
    this.#spare.delete(spare.port)
    spare.onPacket = onPacket
    void this.#fill(address)
    return spare
  }

  async #fill(address: string): Promise<void> {
    if (this.#filling || this.#spare.size * 2 > this.#most) return
    this.#filling = true
    const opened: number[] = []
    try {
      while (this.#spare.size < this.#most) opened.push(await this.#add(address))
    } catch {
      // All are in use: calls find that out for themselves.
    }
    this.#filling = false
    if (opened.length > 0) this.#onSpare(address, opened)
  }

  async #add(address: string): Promise<number> {
    const spare = await this.#ports.open(address, () => undefined)
    this.#spare.set(spare.port, spare)
    return spare.port
  }
}
