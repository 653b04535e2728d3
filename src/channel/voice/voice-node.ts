// The voice node: turns what the centre asks into SIP and media, and what phones and browsers do
// into reports. It holds the legs; SIP dialogs live in `protocol/sip`, sound in `media`.
import { assertNever } from '../../core/assert.ts'
import type { VoiceEffect } from '../../core/effect.ts'
import type { LegEnd } from '../../core/input.ts'
import { DigitPace } from '../../protocol/digit-pace.ts'
import type { SipEvent } from '../../protocol/sip/sip-port.ts'
import type { CentreSignal, VoiceSettings } from './bus-message.ts'
import { Groups } from './groups.ts'
import type { Leg } from './leg.ts'
import { Legs } from './legs.ts'
import type { MediaEvent } from './media/media-command.ts'
import { PhoneLegs } from './phone-legs.ts'
import { Playing } from './playing.ts'
import { Secrets } from './secrets.ts'
import { SipLegs } from './sip-legs.ts'
import { Softphones } from './softphones.ts'
import type { VoiceWorld } from './voice-world.ts'

export class VoiceNode {
  readonly #world: VoiceWorld
  readonly #legs = new Legs()
  readonly #playing: Playing
  readonly #groups: Groups
  readonly #secrets: Secrets
  readonly #sip: SipLegs
  readonly #softphones: Softphones
  readonly #phones: PhoneLegs
  #digitsRefused = 0
  #settings: VoiceSettings = { trunks: [], phones: [], recordingPrefix: 'recordings' }

  constructor(world: VoiceWorld) {
    this.#world = world
    const ended = (leg: Leg, reason: LegEnd) => this.#ended(leg, reason)
    this.#playing = new Playing(world)
    this.#groups = new Groups(world, this.#legs)
    this.#secrets = new Secrets(world)
    this.#sip = new SipLegs(world, this.#legs, ended)
    this.#softphones = new Softphones(world, this.#legs, ended, leg => this.#moved(leg))
    this.#phones = new PhoneLegs(world, this.#legs, ended)
  }

  get legCount(): number {
    return this.#legs.count
  }

  /** Digits that came faster than anyone can press them. */
  get digitsRefused(): number {
    return this.#digitsRefused
  }

  settle(settings: VoiceSettings): void {
    this.#settings = settings
    this.#sip.settle(settings)
  }

  /** Does what the centre asks. What concerns a leg that is gone does nothing: its end has been reported. */
  perform(effect: VoiceEffect): void {
    switch (effect.type) {
      case 'leg.dial':
        return this.#dial(effect)
      case 'mix.set':
        return this.#groups.setMix(effect.mixId, effect.members)
      case 'recording.set':
        return this.#groups.setRecording(effect.recordingId, effect)
      case 'recording.finish':
        return this.#groups.finishRecording(effect.recordingId)
      default: {
        const leg = this.#legs.get(effect.legId)
        if (leg) this.#performOn(leg, effect)
      }
    }
  }

  #dial(effect: Extract<VoiceEffect, { type: 'leg.dial' }>): void {
    if (this.#legs.get(effect.legId)) return
    if (effect.to.type === 'softphone') this.#softphones.dial(effect.legId, effect.to.agentId)
    else this.#sip.dial({ ...effect, to: effect.to })
  }

  #performOn(
    leg: Leg,
    effect: Exclude<
      VoiceEffect,
      { type: 'leg.dial' | 'mix.set' | 'recording.set' | 'recording.finish' }
    >,
  ): void {
    switch (effect.type) {
      case 'leg.answer':
        if (leg.kind === 'sip') this.#sip.answer(leg)
        else if (leg.kind === 'browser') this.#phones.answer(leg)
        return
      case 'leg.reject':
        this.#forget(leg)
        if (leg.kind === 'sip') this.#sip.reject(leg, effect.status)
        else if (leg.kind === 'browser') this.#phones.refuse(leg, effect.status)
        return
      case 'leg.hangUp':
        // Forgotten first: that the call ends then is our doing, and nothing to report.
        this.#forget(leg)
        if (leg.kind === 'sip') this.#sip.hangUp(leg)
        else if (leg.kind === 'browser') this.#phones.hangUp(leg)
        else this.#playing.stop(leg, '*')
        return
      case 'leg.play':
        return this.#playing.play(leg, effect)
      case 'leg.stopPlay':
        return this.#playing.stop(leg, effect.playId)
      case 'leg.secret':
      case 'leg.encrypt':
      case 'leg.endSecret':
        return this.#secrets.perform(leg, effect)
      case 'leg.sendDigits':
        return this.#world.media.send({
          type: 'digits',
          streamId: leg.streamId,
          digits: effect.digits,
        })
      default:
        return assertNever(effect)
    }
  }

  signal(signal: CentreSignal): void {
    switch (signal.type) {
      case 'settings':
        return this.settle(signal.settings)
      case 'softphone.offer':
        return this.#softphones.offer(signal)
      case 'softphone.close':
        return this.#softphones.close(signal.agentId, signal.connectionId)
      case 'phone.call':
        return this.#phones.call(signal)
      case 'phone.digit':
        return this.#digit(this.#legs.get(signal.call), signal.digit)
      case 'phone.hangUp':
        return this.#phones.pageHungUp(signal.call)
      case 'phone.resume':
        return this.#phones.resume(signal.pageId, signal.call)
      default:
        return assertNever(signal)
    }
  }

  sipEvent(event: SipEvent): void {
    if (event.type === 'call.digit') return this.#digit(this.#legs.get(event.callId), event.digit)
    this.#sip.event(event)
  }

  mediaEvent(event: MediaEvent): void {
    switch (event.type) {
      case 'digit':
        return this.#digit(this.#legs.onStream(event.streamId), event.digit)
      case 'play.ended':
        return this.#playing.ended(this.#legs.onStream(event.streamId), event)
      case 'record.finished':
        return this.#recorded(event.recordingId, event.path, event.durationMs)
      case 'record.failed':
        this.#groups.forgetRecording(event.recordingId)
        return this.#world.report({
          type: 'recording.failed',
          recordingId: event.recordingId,
          reason: event.reason,
        })
      case 'stream.silent':
        return this.#silent(event.streamId)
      case 'stream.quality':
        // Kept by nobody yet; /metrics has the averages.
        return
      case 'stats':
        return this.#world.signal({ type: 'figures', figures: event.counters })
      case 'rtp.opened':
        return this.#sip.portOpened(event.streamId, event.port)
      case 'rtp.spare':
        return this.#sip.sparePorts(event.address, event.ports)
      case 'rtp.failed':
        return this.#sip.portFailed(event.streamId)
      case 'webrtc.answer':
      case 'webrtc.connected':
      case 'webrtc.failed':
        if (!this.#softphones.mediaEvent(event)) this.#phones.mediaEvent(event)
        return
      default:
        return assertNever(event)
    }
  }

  /** Says what a centre that was away must hear again: who can be rung. */
  tellAgain(): void {
    this.#softphones.tellAgain()
    this.#world.signal({ type: 'registered', users: this.#sip.registeredUsers })
  }

  /** Ends every leg: the node is stopping, or the centre has given it up. */
  hangUpAll(): void {
    for (const leg of [...this.#legs.all()]) {
      if (leg.kind === 'sip') this.#sip.hangUp(leg)
      else if (leg.kind === 'browser') this.#phones.hangUp(leg)
      this.#forget(leg)
    }
    this.#groups.finishAll()
  }

  #digit(leg: Leg | undefined, digit: string): void {
    if (!leg) return
    leg.digitPace ??= new DigitPace()
    if (leg.digitPace.allows(this.#world.clock.now())) {
      const told = leg.secret?.press(digit) ?? digit
      this.#world.report({ type: 'leg.digit', legId: leg.legId, digit: told })
    } else this.#digitsRefused++
  }

  /** Nothing has come from the far end for too long. */
  #silent(streamId: string): void {
    const leg = this.#legs.onStream(streamId)
    if (!leg) return
    this.#ended(leg, 'mediaTimeout')
    if (leg.kind === 'sip') this.#sip.hangUp(leg)
    else if (leg.kind === 'browser') this.#phones.hangUp(leg)
  }

  /** A leg is over for a reason of the far end's or the world's. */
  #ended(leg: Leg, reason: LegEnd): void {
    this.#forget(leg)
    this.#world.report({ type: 'leg.ended', legId: leg.legId, reason })
  }

  #forget(leg: Leg): void {
    this.#legs.delete(leg)
    if (leg.kind !== 'softphone') {
      this.#world.media.send({ type: 'stream.close', streamId: leg.streamId })
    }
  }

  /** A leg talks through another stream now: what it heard and said goes on there. */
  #moved(leg: Leg): void {
    this.#groups.refresh()
    this.#playing.again(leg)
  }

  #recorded(recordingId: string, path: string, durationMs: number): void {
    this.#groups.forgetRecording(recordingId)
    this.#world.recordings.keep(recordingId, path, this.#settings.recordingPrefix).then(
      location =>
        this.#world.report({ type: 'recording.finished', recordingId, location, durationMs }),
      (error: unknown) =>
        this.#world.report({ type: 'recording.failed', recordingId, reason: String(error) }),
    )
  }
}
