// A WebSocket text frame as a server sends it (RFC 6455 §5.2): unmasked, in one piece. Made once, it can
// be written to any number of viewers.

const FINAL_TEXT = 0x81

export function textFrame(text: string): Uint8Array {
  const length = Buffer.byteLength(text)
  const head = headOf(length)
  const frame = Buffer.allocUnsafe(head.length + length)
  frame.set(head)
  frame.write(text, head.length, length === text.length ? 'latin1' : 'utf8')
  return frame
}

function headOf(length: number): Uint8Array {
  if (length < 126) return Uint8Array.of(FINAL_TEXT, length)
  const short = length < 65_536
  const head = Buffer.alloc(short ? 4 : 10)
  head[0] = FINAL_TEXT
  head[1] = short ? 126 : 127
  if (short) head.writeUInt16BE(length, 2)
  else head.writeBigUInt64BE(BigInt(length), 2)
  return head
}
