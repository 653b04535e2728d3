// The operations team says something, and somebody calls right after it was saved.
import { PCMU } from '../../src/audio/g711.ts'
import { loudness } from '../../src/audio/tone.ts'
import { readTelephoneWav } from '../../src/audio/wav.ts'
import { openLivePhone } from './live-phone.ts'
import type { Parley } from './parley.ts'
import { until } from './until.ts'

const NUMBER = '+15550100'
const SAMPLES_PER_MS = 8
/** Louder than a codec's silence. */
const SOUND = 100

interface NextCall {
  /** From asking to save until that is answered, ms. */
  readonly savedMs: number
  /** From asking to save until the first sound in the caller's ear, ms. */
  readonly soundMs: number
  /** How alike the sound is to what the page's *Listen* speaks: 1 is the same. */
  readonly likeness: number
}

/** Closes the number with a message and calls it; the caller listens until the centre hangs up. */
export async function callAfterClosing(
  parley: Parley,
  cookie: string,
  message: string,
): Promise<NextCall> {
  const target = `${parley.httpUrl}/api/operations/phone-number/${await numberId(parley, cookie)}`
  const phone = await openLivePhone({ sipPort: parley.sipPort })
  const heard: { readonly atMs: number; readonly samples: Int16Array }[] = []
  phone.onSound = payload => {
    const samples = Int16Array.from(payload, each => PCMU.decode[each] ?? 0)
    heard.push({ atMs: performance.now(), samples })
  }
  try {
    const askedAt = performance.now()
    await asked(target, cookie, 'PUT', { closed: true, message })
    const savedMs = performance.now() - askedAt
    const call = await phone.call(NUMBER)
    await until('the centre hangs up', () => phone.wasHungUpOn(call), 30_000)
    const first = heard.findIndex(({ samples }) => loudness(samples) > SOUND)
    const said = heard.slice(Math.max(0, first)).flatMap(({ samples }) => [...samples])
    const spoken = await asked(`${parley.httpUrl}/api/speech`, cookie, 'POST', { text: message })
    const wanted = readTelephoneWav(new Uint8Array(await spoken.arrayBuffer()))
    if (!(wanted instanceof Int16Array)) throw new Error(wanted.problem)
    const soundMs = (heard[first]?.atMs ?? Number.POSITIVE_INFINITY) - askedAt
    return { savedMs, soundMs, likeness: likeness(Int16Array.from(said), wanted) }
  } finally {
    await asked(target, cookie, 'DELETE')
    phone.close()
  }
}

async function numberId(parley: Parley, cookie: string): Promise<string> {
  const response = await asked(`${parley.httpUrl}/api/operations`, cookie, 'GET')
  const { targets } = (await response.json()) as {
    readonly targets: readonly {
      readonly target: string
      readonly id: string
      readonly name: string
    }[]
  }
  const found = targets.find(({ target, name }) => target === 'phone-number' && name === NUMBER)
  if (!found) throw new Error(`there is no number ${NUMBER}`)
  return found.id
}

async function asked(
  url: string,
  cookie: string,
  method: string,
  body?: object,
): Promise<Response> {
  const response = await fetch(url, {
    method,
    headers: { cookie, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`)
  return response
}

/** Correlation of the first second of speech at the best of all shifts up to 60 ms. */
function likeness(heard: Int16Array, wanted: Int16Array): number {
  const from = wanted.findIndex(each => Math.abs(each) > SOUND)
  let best = 0
  for (let shift = -60 * SAMPLES_PER_MS; shift <= 60 * SAMPLES_PER_MS; shift++) {
    let both = 0
    let ours = 0
    let theirs = 0
    for (let i = 0; i < 8000; i++) {
      const [a, b] = [heard[i] ?? 0, wanted[from + shift + i] ?? 0]
      both += a * b
      ours += a * a
      theirs += b * b
    }
    if (ours > 0 && theirs > 0) best = Math.max(best, both / Math.sqrt(ours * theirs))
  }
  return best
}
