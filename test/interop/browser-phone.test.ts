// A customer without a telephone: the page /phone in one browser, the agent in another.
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AgentPage, openAgent } from '../support/agent-page.ts'
import { type Browser, heardBy, startBrowser } from '../support/browser.ts'
import { type Parley, startParley } from '../support/parley.ts'
import { lacks } from '../support/peer.ts'
import { hears, secondsOf } from '../support/tone.ts'
import { until } from '../support/until.ts'

const CUSTOMER_HZ = 900
const AGENT_HZ = 1300

describe.skipIf(lacks('chromium'))('the browser phone', () => {
  let parley: Parley
  let browsers: Browser[]
  let agent: AgentPage
  let customer: Page

  beforeAll(async () => {
    parley = await startParley()
    browsers = [
      await startBrowser({ toneHz: AGENT_HZ }),
      await startBrowser({ toneHz: CUSTOMER_HZ }),
    ]
    const [ofAgent, ofCustomer] = browsers as [Browser, Browser]
    agent = await openAgent(ofAgent, parley)
    await agent.goAvailable()
    customer = await ofCustomer.open(`${parley.httpUrl}/phone`)
  })

  afterAll(async () => {
    await Promise.all(browsers.map(browser => browser.stop()))
    await parley.stop()
  })

  const press = (page: Page, name: string) =>
    page.getByRole('button', { name, exact: true }).click()

  test('calls the centre, presses 1 and talks with the agent until the agent hangs up', async () => {
    await press(customer, 'Call')
    await pause(1500)
    await press(customer, 'Digit 1')
    await agent.accept()
    await agent.connected()
    await until('the customer hears the agent', async () => {
      // What was heard is fetched only once: enough must come together between two looks.
      await pause(500)
      return hears(await heardBy(customer), AGENT_HZ, { seconds: 0.3 })
    })
    await Promise.all([heardBy(customer), heardBy(agent.page)])
    await pause(2000)
    const [atCustomer, atAgent] = [await heardBy(customer), await heardBy(agent.page)]
    expect(secondsOf(atCustomer, AGENT_HZ)).toBeGreaterThan(1)
    expect(secondsOf(atAgent, CUSTOMER_HZ)).toBeGreaterThan(1)
    await agent.hangUp()
    await customer
      .getByText(/^Call ended/)
      .first()
      .waitFor()
    await agent.clear()
  })

  test('a customer who closes the page has hung up', async () => {
    await press(customer, 'Call')
    await pause(1500)
    await press(customer, 'Digit 1')
    await agent.accept()
    await agent.connected()
    await customer.close()
    await agent.sees('After call work')
    await agent.clear()
  })
})
