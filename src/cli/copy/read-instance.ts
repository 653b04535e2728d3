// Everything of an instance that a copy has, by name.
import type { Json, JsonObject } from '../../core/json.ts'
import { kinds } from './kinds.ts'
import { Names } from './names.ts'
import { COPY_KINDS, type Instance, type Placed, type Thing } from './thing.ts'

/** So many at once: the service limits how often it may be asked. */
const AT_ONCE = 4

export interface ReadInstance {
  readonly things: readonly Thing[]
  readonly names: Names
}

export async function readInstance(of: Instance): Promise<ReadInstance> {
  const placed: Placed[] = []
  for (const kind of COPY_KINDS) placed.push(...(await kinds[kind].list(of)))
  const names = new Names(placed)
  const things: Thing[] = []
  for (let at = 0; at < placed.length; at += AT_ONCE) {
    const some = placed.slice(at, at + AT_ONCE)
    things.push(...(await Promise.all(some.map(each => readThing(of, each, names)))))
  }
  return { things, names }
}

async function readThing(of: Instance, placed: Placed, names: Names): Promise<Thing> {
  const { kind, name } = placed
  const read = await kinds[kind].read(of, placed)
  // As JSON: dates of the SDK's become texts, and what is undefined goes.
  const document = names.toNames(JSON.parse(JSON.stringify(read)) as Json)
  return { kind, name, document: document as JsonObject }
}
