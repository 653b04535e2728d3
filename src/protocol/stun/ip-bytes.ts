/** The 4 or 16 bytes of a numeric IP address, as the system prints it. */
export function ipBytes(address: string): Uint8Array {
  const plain = address.replace(/%.*$/, '')
  const mapped = /^::ffff:([\d.]+)$/i.exec(plain)?.[1] ?? plain
  if (!mapped.includes(':')) return Uint8Array.from(mapped.split('.'), Number)
  const [head = '', tail] = mapped.split('::')
  const groups = (text: string) =>
    text ? text.split(':').map(group => Number.parseInt(group, 16)) : []
  const first = groups(head)
  const last = tail === undefined ? [] : groups(tail)
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => 0)
  return Uint8Array.from([...first, ...zeros, ...last].flatMap(group => [group >> 8, group & 0xff]))
}
