// Configuration drawn by lot, for as many steps as one likes, by the API and by a small model of what it should
// answer. Ends with a short story in which they disagree, if there is one.
//   npm run soak:crud [-- steps seed]
import { playConfiguration } from '../test/support/play-configuration.ts'

const STEPS = 1000

const [count = '100000', first] = process.argv.slice(2)
const seed = Number(first ?? Math.floor(Math.random() * 2 ** 31))
console.log(`${count} steps from seed ${seed} on.`)
for (let done = 0; done < Number(count); done += STEPS) {
  await playConfiguration({ steps: STEPS, seed: seed + done / STEPS })
  if ((done / STEPS) % 10 === 9) console.log(`${done + STEPS} steps`)
}
console.log('The API and its model agree.')
