// Plays contacts through a centre in which everything goes wrong that can, and checks what must always be
// true:  npm run soak:contacts -- [contacts] [seed]
import { TroubledCentre } from '../test/simulation/troubled-centre.ts'

const [contacts = '1000000', seed = '1'] = process.argv.slice(2)
/** Of one centre; then another begins, with the next seed. */
const A_CENTRE = 100_000

const beganAt = process.cpuUsage()
let ended = 0
for (let left = Number(contacts), of = Number(seed); left > 0; left -= A_CENTRE, of++) {
  const centre = new TroubledCentre({ seed: of, contacts: Math.min(left, A_CENTRE) })
  centre.run()
  ended += centre.ended
  const { user, system } = process.cpuUsage(beganAt)
  const perContact = Math.round((user + system) / ended)
  console.log(`seed ${of}: ${ended} contacts have ended, ${perContact} µs of processor time each`)
}
console.log(`${ended} contacts, no violation`)
