// An N-1 mixer: add every voice to a sum, then give each listener the sum without its own voice.

/** Adds a voice to the sum. */
export function addVoice(sum: Int32Array, voice: Int16Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (voice[i] as number)
}

/** Writes the sum without `own` into `out`, saturated to 16 bits. */
export function mixWithout(sum: Int32Array, own: Int16Array | undefined, out: Int16Array): void {
  for (let i = 0; i < out.length; i++) {
    const sample = (sum[i] as number) - (own === undefined ? 0 : (own[i] as number))
    out[i] = sample > 32767 ? 32767 : sample < -32768 ? -32768 : sample
  }
}
