// People write in chats for so many simulated minutes while connections break, the disk fails, clocks
// are wrong and the process is killed again and again; every simulated minute all of it is checked.
//   npm run soak:chat [-- minutes seed]
import { ChattingWorld } from '../test/simulation/chatting-world.ts'

const minutes = Number(process.argv[2] ?? 30)
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 1e9))

/** Something happens so often. */
const PACE_MS = 300

console.log(`Seed ${seed}, ${minutes} simulated minutes.`)
const world = await ChattingWorld.open(seed)
const begun = world.machine.clock.now()
let acts = 0
for (let minute = 1; minute <= minutes; minute++) {
  while (world.machine.clock.now() < begun + minute * 60_000) {
    await world.act(PACE_MS)
    acts++
  }
  await world.check()
  console.log(
    `${minute}: ${acts} deeds, ${world.restarts} restarts, ${world.lineCount} lines, ${world.people.size} people`,
  )
}
console.log('Everybody has seen what is stored, in its order, and nothing acknowledged is missing.')
