// Says aloud what a flow says, one line after the other, as callers hear it. What a customer does interrupts.
import { soundDevices } from '../../../kit/preferences.ts'
import { playOn } from '../../../kit/softphone-media.ts'
import { spoken } from '../../spoken.ts'

/** The service speaks no more at once. */
const TEXT_MAX = 1000

export class SpokenLines {
  readonly #failed: (error: unknown) => void
  #current: AbortController | undefined
  #audio: HTMLAudioElement | undefined

  constructor(failed: (error: unknown) => void) {
    this.#failed = failed
  }

  /** Says these instead of whatever is being said. */
  say(texts: readonly string[]): void {
    this.stop()
    const current = new AbortController()
    this.#current = current
    this.#sayAll(texts, current.signal).catch((error: unknown) => {
      if (!current.signal.aborted) this.#failed(error)
    })
  }

  stop(): void {
    this.#current?.abort()
    this.#audio?.pause()
  }

  async #sayAll(texts: readonly string[], signal: AbortSignal): Promise<void> {
    for (const text of texts) {
      if (text.trim() === '') continue
      const sound = await spoken(text.slice(0, TEXT_MAX), signal)
      if (signal.aborted) return
      await this.#play(sound, signal)
    }
  }

  async #play(sound: Blob, signal: AbortSignal): Promise<void> {
    const audio = new Audio()
    this.#audio = audio
    await playOn(audio, soundDevices().loudspeaker)
    const url = URL.createObjectURL(sound)
    try {
      await new Promise<void>((resolve, reject) => {
        audio.onended = () => resolve()
        audio.onerror = () => reject(new Error(audio.error?.message))
        signal.addEventListener('abort', () => resolve())
        audio.src = url
        audio.play().catch(reject)
      })
    } finally {
      URL.revokeObjectURL(url)
    }
  }
}
