import type { Delivery } from './delivery.ts'

/**
 * Where many are told at once and any of them may fail: groups without two of the same key, to be told
 * one after the other, so that what is tried again never comes after what followed it.
 */
export function waves(deliveries: readonly Delivery[]): Delivery[][] {
  const grouped: Delivery[][] = []
  const depths = new Map<string, number>()
  for (const delivery of deliveries) {
    const depth = depths.get(delivery.key) ?? 0
    depths.set(delivery.key, depth + 1)
    const wave = grouped[depth]
    if (wave) wave.push(delivery)
    else grouped.push([delivery])
  }
  return grouped
}
