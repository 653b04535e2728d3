import type { ActionKind } from './action-kind.ts'

const kinds: readonly ActionKind[] = []

/** Every kind of action a flow may contain. Nothing else knows them all. */
export const actions: ReadonlyMap<string, ActionKind> = new Map(
  kinds.map(kind => [kind.type, kind]),
)
