// Mixes and recordings: said by the centre in legs, told to the media engine in streams. They are
// kept, so that they can be told again when a leg moves to another stream.
import type { MixMember } from '../../core/effect.ts'
import type { Legs } from './legs.ts'
import type { VoiceWorld } from './voice-world.ts'

interface Sides {
  readonly left: readonly string[]
  readonly right: readonly string[]
  readonly rightPrompts?: readonly string[]
}

export class Groups {
  readonly #world: VoiceWorld
  readonly #legs: Legs
  readonly #mixes = new Map<string, readonly MixMember[]>()
  readonly #recordings = new Map<string, Sides>()

  constructor(world: VoiceWorld, legs: Legs) {
    this.#world = world
    this.#legs = legs
  }

  setMix(mixId: string, members: readonly MixMember[]): void {
    if (members.length === 0) this.#mixes.delete(mixId)
    else this.#mixes.set(mixId, members)
    this.#tellMix(mixId, members)
  }

  setRecording(recordingId: string, { left, right, rightPrompts = [] }: Sides): void {
    const sides = { left, right, rightPrompts }
    this.#recordings.set(recordingId, sides)
    this.#tellRecording(recordingId, sides)
  }

  /** A recording asked to end that this node never began is reported as failed. */
  finishRecording(recordingId: string): void {
    if (this.#recordings.has(recordingId)) {
      this.#world.media.send({ type: 'record.finish', recordingId })
    } else {
      this.#world.report({
        type: 'recording.failed',
        recordingId,
        reason: 'It was never begun.',
      })
    }
  }

  forgetRecording(recordingId: string): void {
    this.#recordings.delete(recordingId)
  }

  finishAll(): void {
    for (const recordingId of this.#recordings.keys()) this.finishRecording(recordingId)
  }

  /** Says everything again: a leg has another stream. */
  refresh(): void {
    for (const [mixId, members] of this.#mixes) this.#tellMix(mixId, members)
    for (const [recordingId, sides] of this.#recordings) this.#tellRecording(recordingId, sides)
  }

  #tellMix(mixId: string, members: readonly MixMember[]): void {
    this.#world.media.send({
      type: 'mix.set',
      mixId,
      members: members.flatMap(({ legId, muted, heardBy }) =>
        this.#streams([legId]).map(streamId => ({
          streamId,
          muted,
          ...(heardBy && { heardBy: this.#streams(heardBy) }),
        })),
      ),
    })
  }

  #tellRecording(recordingId: string, { left, right, rightPrompts = [] }: Sides): void {
    this.#world.media.send({
      type: 'record.set',
      recordingId,
      path: this.#world.recordings.pathOf(recordingId),
      left: this.#streams(left),
      right: this.#streams(right),
      ...(rightPrompts.length > 0 && { rightPrompts: this.#streams(rightPrompts) }),
    })
  }

  #streams(legIds: readonly string[]): string[] {
    return legIds.flatMap(legId => this.#legs.get(legId)?.streamId ?? [])
  }
}
