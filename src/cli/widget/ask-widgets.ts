// The chat widgets of a running centre, asked as an administrator.
import { askCentre } from '../ask-centre.ts'
import type { Given, Terminal } from '../command.ts'
import { pathOf } from '../named-things.ts'

/** Where a centre has them. */
export const WIDGETS = '/api/widgets'

export interface ShownWidget {
  readonly id: string
  readonly name: string
  readonly origins: readonly string[]
  readonly requiresToken: boolean
  /** Only when it has just been made. */
  readonly secret?: string
}

/** The centre's answer. What it refuses is told in its own sentence. */
export function askWidgets(
  given: Given,
  terminal: Terminal,
  { id, ...asked }: { method: 'GET' | 'POST' | 'PUT'; id?: string; body?: object },
): Promise<Readonly<Record<string, unknown>>> {
  return askCentre(given, terminal, {
    ...asked,
    path: pathOf(WIDGETS, ...(id === undefined ? [] : [id])),
  })
}
