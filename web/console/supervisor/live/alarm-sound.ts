// Two short notes. Browsers let a page sound once the user has clicked in it.
const NOTES = [
  { hz: 880, at: 0 },
  { hz: 660, at: 0.18 },
] as const
const NOTE_SECONDS = 0.15
const LOUDNESS = 0.15

let context: AudioContext | undefined

export function soundAlarm(): void {
  context ??= new AudioContext()
  for (const { hz, at } of NOTES) {
    const note = context.createOscillator()
    const volume = context.createGain()
    volume.gain.value = LOUDNESS
    note.frequency.value = hz
    note.connect(volume).connect(context.destination)
    note.start(context.currentTime + at)
    note.stop(context.currentTime + at + NOTE_SECONDS)
  }
}
