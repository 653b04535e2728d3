import { expect, test } from 'vitest'
import { TroubledCentre } from './troubled-centre.ts'

test.each([1, 2, 3, 4])(
  'whatever goes wrong at whatever moment, every contact has its end (seed %i)',
  seed => {
    const centre = new TroubledCentre({ seed, contacts: 300 })
    centre.run()
    expect(centre.ended).toBeGreaterThan(240)
    expect(centre.listened).toBeGreaterThan(5)
    expect(centre.heard).toBeGreaterThan(2)
  },
  // Machines that do much else take their time.
  30_000,
)
