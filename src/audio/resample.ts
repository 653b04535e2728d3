// Changes the sample rate with a windowed-sinc low-pass, so that nothing above the new band folds back.

/** Zero crossings of the sinc to each side: enough for about 70 dB of stop band. */
const CROSSINGS = 16
/** The share of the narrower band that passes. */
const PASS = 0.92
const PHASES_MAX = 512

/** The samples at another rate. */
export function resample(samples: Int16Array, fromHz: number, toHz: number): Int16Array {
  if (fromHz === toHz || samples.length === 0) return samples
  const ratio = toHz / fromHz
  const kernel = makeKernel(Math.min(1, ratio) * PASS, phaseCount(fromHz, toHz))
  const out = new Int16Array(Math.round(samples.length * ratio))
  for (let n = 0; n < out.length; n++) out[n] = interpolate(samples, n / ratio, kernel)
  return out
}

interface Kernel {
  readonly half: number
  readonly phases: readonly Float32Array[]
}

function interpolate(samples: Int16Array, at: number, { half, phases }: Kernel): number {
  const slot = Math.round((at - Math.floor(at)) * phases.length)
  const centre = Math.floor(at) + (slot === phases.length ? 1 : 0)
  const taps = phases[slot % phases.length] as Float32Array
  const first = centre - half + 1
  const from = Math.max(0, -first)
  const to = Math.min(taps.length, samples.length - first)
  let sum = 0
  for (let k = from; k < to; k++) sum += (taps[k] as number) * (samples[first + k] as number)
  return Math.max(-32768, Math.min(32767, Math.round(sum)))
}

/** One row of taps for each fraction of an input sample at which an output sample may lie. */
function makeKernel(cutoff: number, count: number): Kernel {
  const half = Math.ceil(CROSSINGS / cutoff)
  const phases = Array.from({ length: count }, (_, phase) => {
    const taps = Float32Array.from({ length: 2 * half }, (_, k) =>
      tap(k - half + 1 - phase / count, cutoff, half),
    )
    const total = taps.reduce((sum, value) => sum + value, 0)
    return taps.map(value => value / total)
  })
  return { half, phases }
}

function tap(distance: number, cutoff: number, half: number): number {
  const x = Math.PI * distance * cutoff
  const sinc = x === 0 ? 1 : Math.sin(x) / x
  const position = distance / half
  if (Math.abs(position) >= 1) return 0
  const window = 0.42 + 0.5 * Math.cos(Math.PI * position) + 0.08 * Math.cos(2 * Math.PI * position)
  return cutoff * sinc * window
}

function phaseCount(fromHz: number, toHz: number): number {
  return Math.min(PHASES_MAX, toHz / greatestCommonDivisor(fromHz, toHz))
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
