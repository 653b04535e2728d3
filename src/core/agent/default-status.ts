import type { World } from '../world.ts'

/** Where an agent is who has not said anything yet: offline. */
export function defaultStatusId(world: World): string {
  for (const { id, document } of world.directory.list('agent-state')) {
    if (document.Type === 'OFFLINE') return id
  }
  return ''
}
