// Adds voices up for those who hear more than one.

/** Adds a voice to the sum. */
export function addVoice(sum: Int32Array, voice: Int16Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (voice[i] as number)
}

/** The sum as 16-bit samples: what is too loud is cut off, not wrapped around. */
export function saturate(sum: Int32Array, out: Int16Array): void {
  for (let i = 0; i < out.length; i++) {
    const sample = sum[i] as number
    out[i] = sample > 32767 ? 32767 : sample < -32768 ? -32768 : sample
  }
}
