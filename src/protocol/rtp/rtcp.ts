// RTCP: what senders and receivers tell each other of a stream, RFC 3550 §6.

/** What a receiver says of one source, RFC 3550 §6.4.1. */
export interface ReportBlock {
  readonly ssrc: number
  /** Share of packets lost since the last report, in 256ths. */
  readonly fractionLost: number
  /** Since the beginning; negative when more came than were expected. */
  readonly lost: number
  /** Highest sequence number received, with its cycles above it. */
  readonly highest: number
  /** In units of the source's timestamps. */
  readonly jitter: number
  /** Middle 32 bits of the NTP time of the last sender report, 0 if there was none. */
  readonly lastReport: number
  /** Since that came, in 65536ths of a second. */
  readonly delay: number
}

/** What a sender says of itself. */
export interface SenderInfo {
  /** Middle 32 bits of its NTP time. */
  readonly ntpMiddle: number
  readonly timestamp: number
  readonly packets: number
  readonly bytes: number
}

export interface RtcpReport {
  readonly ssrc: number
  /** Absent from those who only receive. */
  readonly sender?: SenderInfo
  readonly blocks: readonly ReportBlock[]
}

const SENDER_REPORT = 200
const RECEIVER_REPORT = 201
const SOURCE_DESCRIPTION = 202
const CNAME = 1
const BLOCK_BYTES = 24
const BLOCKS_MAX = 31

/** Whether this is RTCP rather than RTP on the same port, RFC 5761 §4. */
export function isRtcp(bytes: Uint8Array): boolean {
  const type = bytes[1] ?? 0
  return bytes.length >= 8 && (bytes[0] ?? 0) >> 6 === 2 && type >= 192 && type <= 223
}

/** A compound packet: the report, and who makes it (§6.1). `cname` is ASCII. */
export function writeRtcp(report: RtcpReport, cname: string): Uint8Array {
  const { ssrc, sender, blocks } = report
  const reportBytes = 8 + (sender ? 20 : 0) + blocks.length * BLOCK_BYTES
  // One null ends the items; then nulls up to a multiple of four (§6.5).
  const describedBytes = (8 + 2 + cname.length + 1 + 3) & ~3
  const view = new DataView(new ArrayBuffer(reportBytes + describedBytes))
  writeHead(view, 0, blocks.length, sender ? SENDER_REPORT : RECEIVER_REPORT, reportBytes)
  view.setUint32(4, ssrc)
  if (sender) writeSender(view, sender)
  let at = sender ? 28 : 8
  for (const block of blocks) {
    writeBlock(view, at, block)
    at += BLOCK_BYTES
  }
  writeHead(view, reportBytes, 1, SOURCE_DESCRIPTION, describedBytes)
  view.setUint32(reportBytes + 4, ssrc)
  view.setUint8(reportBytes + 8, CNAME)
  view.setUint8(reportBytes + 9, cname.length)
  for (let i = 0; i < cname.length; i++) view.setUint8(reportBytes + 10 + i, cname.charCodeAt(i))
  return new Uint8Array(view.buffer)
}

/** The reports of a compound packet; undefined when it is none (appendix A.2). */
export function parseRtcp(bytes: Uint8Array): readonly RtcpReport[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const reports: RtcpReport[] = []
  for (let at = 0; at < bytes.length; ) {
    if (at + 8 > bytes.length || view.getUint8(at) >> 6 !== 2) return undefined
    const end = at + 4 * (view.getUint16(at + 2) + 1)
    if (end > bytes.length) return undefined
    const type = view.getUint8(at + 1)
    if (type === SENDER_REPORT || type === RECEIVER_REPORT) {
      const report = readReport(view, at, end, type === SENDER_REPORT)
      if (report === undefined) return undefined
      reports.push(report)
    } else if (at === 0) return undefined
    at = end
  }
  return reports.length === 0 ? undefined : reports
}

function readReport(
  view: DataView,
  at: number,
  end: number,
  isSender: boolean,
): RtcpReport | undefined {
  const count = view.getUint8(at) & BLOCKS_MAX
  const first = at + 8 + (isSender ? 20 : 0)
  if (first + count * BLOCK_BYTES > end) return undefined
  const blocks = Array.from({ length: count }, (_, i) => readBlock(view, first + i * BLOCK_BYTES))
  const ssrc = view.getUint32(at + 4)
  return isSender ? { ssrc, sender: readSender(view, at + 8), blocks } : { ssrc, blocks }
}

function readSender(view: DataView, at: number): SenderInfo {
  return {
    ntpMiddle: ((view.getUint32(at) << 16) | (view.getUint32(at + 4) >>> 16)) >>> 0,
    timestamp: view.getUint32(at + 8),
    packets: view.getUint32(at + 12),
    bytes: view.getUint32(at + 16),
  }
}

function readBlock(view: DataView, at: number): ReportBlock {
  return {
    ssrc: view.getUint32(at),
    fractionLost: view.getUint8(at + 4),
    lost: (view.getInt32(at + 4) << 8) >> 8,
    highest: view.getUint32(at + 8),
    jitter: view.getUint32(at + 12),
    lastReport: view.getUint32(at + 16),
    delay: view.getUint32(at + 20),
  }
}

function writeHead(view: DataView, at: number, count: number, type: number, bytes: number): void {
  view.setUint8(at, 0x80 | count)
  view.setUint8(at + 1, type)
  view.setUint16(at + 2, bytes / 4 - 1)
}

function writeSender(view: DataView, { ntpMiddle, timestamp, packets, bytes }: SenderInfo): void {
  view.setUint32(8, ntpMiddle >>> 16)
  view.setUint32(12, ntpMiddle << 16)
  view.setUint32(16, timestamp)
  view.setUint32(20, packets)
  view.setUint32(24, bytes)
}

function writeBlock(view: DataView, at: number, block: ReportBlock): void {
  const lost = Math.max(-0x80_0000, Math.min(0x7f_ffff, block.lost))
  view.setUint32(at, block.ssrc)
  view.setUint32(at + 4, (block.fractionLost << 24) | (lost & 0xff_ffff))
  view.setUint32(at + 8, block.highest)
  view.setUint32(at + 12, block.jitter)
  view.setUint32(at + 16, block.lastReport)
  view.setUint32(at + 20, block.delay)
}
