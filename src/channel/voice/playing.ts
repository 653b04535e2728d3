// What legs hear from us: makes sounds of what is to be said, hands them to the media engine, and
// says when they are over.
import type { Leg, Play } from './leg.ts'
import type { MediaEvent } from './media/media-command.ts'
import type { VoiceWorld } from './voice-world.ts'

export class Playing {
  readonly #world: VoiceWorld

  constructor(world: VoiceWorld) {
    this.#world = world
  }

  play(leg: Leg, { playId, sources, loop, stopOnDigit }: Play): void {
    leg.play = { playId, sources, loop, stopOnDigit }
    this.#begin(leg, leg.play)
  }

  /** Begins again what the leg should be hearing, on its new stream. */
  again(leg: Leg): void {
    if (leg.play) this.#begin(leg, leg.play)
  }

  /** `*` stops whatever it is. */
  stop(leg: Leg, playId: string): void {
    const { play } = leg
    if (!play || (playId !== '*' && play.playId !== playId)) return
    delete leg.play
    this.#world.media.send({ type: 'play.stop', streamId: leg.streamId, playId: play.playId })
    this.#report(leg, play.playId, 'stopped')
  }

  ended(leg: Leg | undefined, event: Extract<MediaEvent, { type: 'play.ended' }>): void {
    if (leg?.play?.playId !== event.playId) return
    delete leg.play
    this.#report(leg, event.playId, event.outcome)
  }

  #begin(leg: Leg, play: Play): void {
    Promise.all(play.sources.map(source => this.#world.sounds.make(source))).then(
      sounds => {
        // Something else may have been asked for while the speech was rendered.
        if (leg.play !== play) return
        const { playId, loop, stopOnDigit } = play
        const { streamId } = leg
        this.#world.media.send({ type: 'play', streamId, playId, sounds, loop, stopOnDigit })
      },
      () => {
        if (leg.play !== play) return
        delete leg.play
        this.#report(leg, play.playId, 'failed')
      },
    )
  }

  #report(leg: Leg, playId: string, outcome: 'completed' | 'stopped' | 'failed'): void {
    this.#world.report({ type: 'prompt.ended', legId: leg.legId, playId, outcome })
  }
}
