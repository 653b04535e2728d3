// Row 3: from the agent's click on Accept until the customer's RTP carries the agent's voice, the slowest
// hundredth of all calls; and until the agent's browser plays the customer's. A real browser with a tone
// as its microphone; the customer is a UDP socket that counts a packet as heard when it is no silence.
//   npx tsx bench/accept-to-audio.ts [calls]
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { openAgent } from '../test/support/agent-page.ts'
import { startBrowser } from '../test/support/browser.ts'
import { freePort } from '../test/support/free-port.ts'
import { until } from '../test/support/until.ts'
import { NUMBER, startBusinessCentre } from './support/business-centre.ts'
import { compare } from './support/compare.ts'
import { quantile } from './support/statistics.ts'
import { openCall } from './support/talking-caller.ts'

const calls = Number(process.argv.find(each => /^\d+$/.test(each)) ?? 20)
const centre = await startBusinessCentre({ agents: 0, agentPhonePort: await freePort() })
const browser = await startBrowser({ toneHz: 1300 })
try {
  await browser.context.addInitScript({
    path: fileURLToPath(new URL('support/accept-in-page.js', import.meta.url)),
  })
  const agent = await openAgent(browser, centre.parley)
  await agent.goAvailable()
  const times: { readonly toCustomer: number; readonly toAgent: number }[] = []
  for (let i = 0; i <= calls; i++) {
    const call = await openCall(centre.parley.sipPort, NUMBER)
    await agent.page.getByRole('button', { name: 'Accept' }).waitFor()
    await pause(300)
    call.watch()
    const { clickedAt, heardAt } = await acceptAndListen(agent.page)
    await until('the customer hears the agent', () => call.heardAt !== undefined)
    // The first call warms everything up.
    if (i > 0)
      times.push({
        toCustomer: (call.heardAt ?? Number.NaN) - clickedAt,
        toAgent: heardAt - clickedAt,
      })
    call.hangUp()
    await agent.clear()
  }
  const toCustomer = times.map(each => each.toCustomer)
  const toAgent = times.map(each => each.toAgent)
  await compare({
    row: 3,
    title: `Accept until RTP with the agent's voice is at the customer, p99 of ${calls} calls`,
    unit: 'ms',
    better: 'less',
    rounds: 1,
    ours: {
      name: 'Chromium and a SIP caller',
      measure: () => quantile(toCustomer, 0.99),
    },
    floor: { figure: 100 },
    goal: { figure: 30 },
    note: `Both directions are joined by one command. When Chromium plays the customer's voice, its jitter buffer and Web Audio included: p50 ${quantile(toAgent, 0.5).toFixed(0)} ms, p99 ${quantile(toAgent, 0.99).toFixed(0)} ms.`,
  })
} finally {
  await browser.stop()
  await centre.stop()
}

/** Clicks in the page itself, which then asks millisecond by millisecond whether it plays sound. */
function acceptAndListen(page: Page): Promise<{ clickedAt: number; heardAt: number }> {
  return page.evaluate('benchAccept()')
}
