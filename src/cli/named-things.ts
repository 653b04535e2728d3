// What a running centre keeps by name (or id) and lists at one address: the commands `list`, `show` and
// `delete` of each group.
import { ASKING, ASKING_DETAILS, askCentre, oneOperand, tell } from './ask-centre.ts'
import type { Command, Given, Terminal } from './command.ts'

export interface NamedThings<Shown> {
  /** Where they are listed, for example `/api/messaging`; each is below it. */
  readonly path: string
  /** The member of the answer that has them. */
  readonly member: string
  /** What one is called by. */
  readonly by: 'name' | 'id'
  /** What the list says of one, in columns. */
  columns(shown: Shown): readonly string[]
}

/** `parley … list`. */
export function listOf<Shown>(things: NamedThings<Shown>, about: string): Command {
  return asking('list', '', about, async (given, terminal) => {
    const answer = await askCentre(given, terminal, { method: 'GET', path: things.path })
    const lines = (answer[things.member] as readonly Shown[]).map(
      each => `${things.columns(each).join('  ').trimEnd()}\n`,
    )
    return tell(terminal, given, answer, lines.join(''))
  })
}

/** `parley … show NAME`. */
export function showOf<Shown>(things: NamedThings<Shown>, about: string): Command {
  return asking('show', things.by.toUpperCase(), about, async (given, terminal) => {
    const path = pathOf(things.path, oneOperand(given, things.by))
    const answer = await askCentre(given, terminal, { method: 'GET', path })
    return tell(terminal, given, answer, `${JSON.stringify(answer, undefined, 2)}\n`)
  })
}

/** `parley … delete NAME`. */
export function deleteOf<Shown>(things: NamedThings<Shown>, about: string): Command {
  return asking('delete', things.by.toUpperCase(), about, async (given, terminal) => {
    const called = oneOperand(given, things.by)
    const path = pathOf(things.path, called)
    const answer = await askCentre(given, terminal, { method: 'DELETE', path })
    return tell(terminal, given, answer, `${called} is deleted.\n`)
  })
}

/** An address below another, each part as it is. */
export function pathOf(path: string, ...parts: readonly string[]): string {
  return [path, ...parts.map(encodeURIComponent)].join('/')
}

function asking(
  name: string,
  usage: string,
  about: string,
  run: (given: Given, terminal: Terminal) => Promise<number>,
): Command {
  return { name, usage, about, details: ASKING_DETAILS, options: ASKING, run }
}
