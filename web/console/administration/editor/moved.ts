/** A list with one of its members moved up (-1) or down (1). */
export function moved<Each>(list: readonly Each[], index: number, by: -1 | 1): Each[] {
  const next = [...list]
  const [one] = next.splice(index, 1)
  if (one !== undefined) next.splice(index + by, 0, one)
  return next
}
