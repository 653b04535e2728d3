// The sound of an incoming call, made by the browser itself: two tones, a pause, again.
import { soundDevices } from './preferences.ts'

const TONES_HZ = [480, 620] as const
const RING_S = 1.2
const CHIME_HZ = 880
const CHIME_S = 0.25
const PERIOD_MS = 3_000
const VOLUME = 0.12

export class Ringer {
  #context: AudioContext | undefined
  #timer: ReturnType<typeof setInterval> | undefined

  start(): void {
    if (this.#timer !== undefined) return
    this.#ring()
    this.#timer = setInterval(() => this.#ring(), PERIOD_MS)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    void this.#context?.close()
    this.#context = undefined
  }

  #ring(): void {
    // Without a gesture the browser may keep the context silent; the card and the title tell as well.
    this.#context ??= ringingContext()
    const context = this.#context
    void context.resume()
    const gain = context.createGain()
    gain.connect(context.destination)
    shape(gain.gain, context.currentTime)
    for (const hz of TONES_HZ) {
      const tone = new OscillatorNode(context, { frequency: hz })
      tone.connect(gain)
      tone.start()
      tone.stop(context.currentTime + RING_S)
    }
  }
}

/** One short, soft tone: somebody has written. */
export function chime(): void {
  const context = ringingContext()
  const gain = new GainNode(context, { gain: 0 })
  gain.connect(context.destination)
  shape(gain.gain, context.currentTime, CHIME_S)
  const tone = new OscillatorNode(context, { frequency: CHIME_HZ })
  tone.connect(gain)
  tone.onended = () => void context.close()
  tone.start()
  tone.stop(context.currentTime + CHIME_S)
}

/** Sounds where the user wants it to ring; browsers that cannot choose ring where everything sounds. */
function ringingContext(): AudioContext {
  const { ringer = '' } = soundDevices()
  const context: AudioContext & { setSinkId?(id: string): Promise<void> } = new AudioContext()
  // A device that is unplugged gives way to the system's.
  if (ringer !== '') context.setSinkId?.(ringer).catch(() => undefined)
  return context
}

/** Fades in and out, for a tone that begins at full strength clicks. */
function shape(gain: AudioParam, now: number, lengthS = RING_S): void {
  gain.setValueAtTime(0, now)
  gain.linearRampToValueAtTime(VOLUME, now + 0.05)
  gain.setValueAtTime(VOLUME, now + lengthS - 0.1)
  gain.linearRampToValueAtTime(0, now + lengthS)
}
