// Keys that the centre must not see: kept here, and encrypted when it says that they are all there.
import type { VoiceEffect } from '../../core/effect.ts'
import { SecretKeys } from '../../core/secret-keys.ts'
import type { Leg } from './leg.ts'
import type { VoiceWorld } from './voice-world.ts'

type SecretEffect = Extract<VoiceEffect, { type: 'leg.secret' | 'leg.encrypt' | 'leg.endSecret' }>

export class Secrets {
  readonly #world: Pick<VoiceWorld, 'encrypt' | 'report'>

  constructor(world: Pick<VoiceWorld, 'encrypt' | 'report'>) {
    this.#world = world
  }

  perform(leg: Leg, effect: SecretEffect): void {
    const { secretId } = effect
    const isCurrent = leg.secret?.secretId === secretId
    if (effect.type === 'leg.secret') {
      if (!isCurrent) leg.secret = new SecretKeys(secretId)
    } else if (effect.type === 'leg.endSecret') {
      if (isCurrent) delete leg.secret
    } else void this.#encrypt(leg, effect)
  }

  async #encrypt(leg: Leg, effect: Extract<SecretEffect, { type: 'leg.encrypt' }>): Promise<void> {
    const { secretId, keys, keyId, certificate } = effect
    const { legId, secret } = leg
    if (secret?.secretId !== secretId) return
    const outcome = await this.#world.encrypt(secret.reveal(keys), { keyId, certificate }).then(
      text => ({ text }),
      // What is wrong with a certificate; it never holds what was to be encrypted.
      (error: unknown) => ({ problem: error instanceof Error ? error.message : String(error) }),
    )
    this.#world.report({ type: 'leg.encrypted', legId, secretId, outcome })
  }
}
