// From saving what the operations team says to its first sound in the ear of whoever calls next.
//   npx tsx bench/next-caller.ts [calls]
// A telephone of ours dials as soon as the save is answered. Each message is new, so its speech is made for the call.
import { callAfterClosing } from '../test/support/next-caller.ts'
import { signIn, startParley } from '../test/support/parley.ts'
import { quantile } from './support/statistics.ts'

const calls = Number(process.argv[2] ?? 10)
const parley = await startParley()
try {
  const cookie = await signIn(parley, 'supervisor')
  const heard: Awaited<ReturnType<typeof callAfterClosing>>[] = []
  for (let call = 0; call < calls; call++) {
    const message = `We are closed until ${call + 1} o'clock because of the snow. Please call again.`
    heard.push(await callAfterClosing(parley, cookie, message))
  }
  const of = (what: 'savedMs' | 'soundMs' | 'likeness', share: number) =>
    Number(
      quantile(
        heard.map(each => each[what]),
        share,
      ).toFixed(2),
    )
  const figures = {
    calls,
    savedMs: { p50: of('savedMs', 0.5), max: of('savedMs', 1) },
    firstSoundMs: { p50: of('soundMs', 0.5), p95: of('soundMs', 0.95), max: of('soundMs', 1) },
    leastLikeness: of('likeness', 0),
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
} finally {
  await parley.stop()
}
