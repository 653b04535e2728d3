// A flow asks for keys that must not be readable afterwards. The voice node keeps them, tells of them by
// stand-ins (`secret-keys.ts`), and encrypts them when they are all there.
import type { Deed } from '../flow/action-kind.ts'
import type { FlowRun } from '../flow/flow-run.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'

type SecretDeed = Extract<Deed, { do: 'beginSecret' | 'encryptKeys' | 'endSecret' }>

export function performSecret(
  world: World,
  { node }: Contact,
  run: FlowRun,
  deed: SecretDeed,
): void {
  const { legId } = run
  switch (deed.do) {
    case 'beginSecret':
      run.secretId = world.chance.uuid()
      return world.effect({ type: 'leg.secret', node, legId, secretId: run.secretId })
    case 'encryptKeys': {
      const { secretId } = run
      const { keys, keyId, certificate } = deed
      if (secretId === undefined) return
      return world.effect({
        type: 'leg.encrypt',
        node,
        legId,
        secretId,
        keys,
        keyId,
        certificate,
      })
    }
    case 'endSecret':
      return endSecret(world, node, run)
    default:
      deed satisfies never
  }
}

/** Keys are keys again, and those that were kept are forgotten. */
export function endSecret(world: World, node: string, run: FlowRun): void {
  const { legId, secretId } = run
  if (secretId === undefined) return
  run.secretId = undefined
  world.effect({ type: 'leg.endSecret', node, legId, secretId })
}
