// Where things are found that one of our own routes lists all at once.
import { send } from '../send.ts'
import type { Row, Source } from './resource.ts'
import type { Values } from './values.ts'

/** @param member of the route's answer, with the things. */
export function listedAt(path: string, member: string, rowOf: (values: Values) => Row): Source {
  const all = async () => {
    const answer = await send<Values>('GET', path)
    return ((answer[member] ?? []) as readonly Values[]).map(rowOf)
  }
  return {
    async find({ text = '' }) {
      const wanted = text.toLowerCase()
      return { rows: (await all()).filter(({ name }) => name.toLowerCase().includes(wanted)) }
    },
    async nameOf(id) {
      return (await all()).find(each => each.id === id)?.name ?? id
    },
  }
}
