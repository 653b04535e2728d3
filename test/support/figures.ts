// What /metrics tells.
import type { Parley } from './parley.ts'

/** By name, without the `parley_` in front. */
export async function figuresOf(parley: Parley): Promise<Readonly<Record<string, number>>> {
  const text = await (await fetch(`${parley.httpUrl}/metrics`)).text()
  const lines = text.matchAll(/^parley_(\w+) (\S+)$/gm)
  return Object.fromEntries([...lines].map(([, name = '', value]) => [name, Number(value)]))
}
