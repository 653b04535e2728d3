// People write in chats for so many simulated minutes while connections break, the disk fails, clocks
// are wrong and the process is killed again and again; every simulated minute all of it is checked.
//   npm run soak:chat [-- minutes seed]
//   npm run soak:chat -- --real [minutes]     the real product instead, in real time
import { ChattingWorld } from '../test/simulation/chatting-world.ts'
import { soakRealChats } from './soak-real-chats.ts'

/** Something happens so often. */
const PACE_MS = 300

const [first, second] = process.argv.slice(2)
if (first === '--real') await soakRealChats(Number(second ?? 10))
else await simulate(Number(first ?? 30), Number(second ?? Math.floor(Math.random() * 1e9)))

async function simulate(minutes: number, seed: number): Promise<void> {
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
  console.log(
    'Everybody has seen what is stored, in its order, and nothing acknowledged is missing.',
  )
}
