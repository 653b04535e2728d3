import { expect, test } from 'vitest'
import { asking } from '../../test/support/ask-route.ts'
import { TestCentre } from '../../test/support/test-centre.ts'
import { reportRoute } from './report-route.ts'
import { Sessions } from './sessions.ts'

test('however many ask for reports, two are made at once, and one that fails holds up no other', async () => {
  const centre = await TestCentre.open()
  const { view } = centre.centre
  const sessions = new Sessions(Buffer.from('secret'), view)
  let now = 0
  let most = 0
  const reports = {
    centre: view,
    now: () => centre.clock.now(),
    lastEntry: () => 0,
    durable: async () => {},
    askMetrics: async () => ({ rows: [] }),
    reader: {
      async report() {
        most = Math.max(most, ++now)
        await new Promise(setImmediate)
        now--
        if (now === 1) throw new Error('Our mistake.')
        return []
      },
    },
  }
  const ask = asking(reportRoute({ centre: view, sessions, reports }), sessions, centre)
  const asked = Array.from({ length: 6 }, () =>
    ask('GET', '/api/report/sign-ins', {}, 'supervisor'),
  )
  const answers = await Promise.allSettled(asked)
  expect(most).toBe(2)
  const made = answers.filter(each => each.status === 'fulfilled' && each.value.status === 200)
  expect(made.length).toBeGreaterThan(0)
  expect(answers.some(each => each.status === 'rejected')).toBe(true)
})
