// A supervisor looks at who was there and when, takes it along as a file, and has it made at set times.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seriousFindings } from '../support/accessibility.ts'
import { openAgent } from '../support/agent-page.ts'
import { type Browser, startBrowser } from '../support/browser.ts'
import { type Parley, startParley } from '../support/parley.ts'
import { lacks } from '../support/peer.ts'

describe.skipIf(lacks('chromium', 'pdftotext'))('the reports of supervisors', () => {
  let parley: Parley
  let browsers: Browser[] = []
  let page: Page

  beforeAll(async () => {
    parley = await startParley()
    browsers = await Promise.all([900, 600].map(toneHz => startBrowser({ toneHz })))
    const [ofAgent, ofSupervisor] = browsers as [Browser, Browser]
    const agent = await openAgent(ofAgent, parley)
    await agent.goAvailable()
    page = await ofSupervisor.open(`${parley.httpUrl}/console/reports/sign-ins`)
    await page.getByLabel('User name').fill('supervisor')
    await page.getByLabel('Password').fill(parley.credentials.passwords.supervisor ?? '')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }, 120_000)

  afterAll(async () => {
    await Promise.all(browsers.map(each => each.stop()))
    await parley?.stop()
  })

  const open = (path: string) => page.goto(`${parley.httpUrl}/console${path}`)
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })

  async function fetched(format: string): Promise<string> {
    await page.getByRole('button', { name: 'As a file' }).click()
    const loading = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: format }).click()
    return (await (await loading).path()) ?? ''
  }

  test('shows the agent who has signed in, and gives the same as CSV and PDF', async () => {
    await row('agent1').getByText('Ana Agent').waitFor({ timeout: 20_000 })
    expect(await seriousFindings(page)).toEqual([])
    expect(readFileSync(await fetched('CSV'), 'utf8')).toContain('agent1,Ana Agent,')
    const text = execFileSync('pdftotext', ['-layout', await fetched('PDF'), '-']).toString()
    const [when] = (await row('agent1').getByRole('cell').nth(2).innerText()).split('\n')
    expect(text.replaceAll(/\s+/g, ' ')).toContain(`Ana Agent ${when?.replaceAll(/\s+/g, ' ')}`)
  })

  test('shows what agents did, numbers that were called, and a queue over the day', async () => {
    await open('/reports/activity')
    await row('agent1').getByText('Available').waitFor({ timeout: 20_000 })
    for (const path of ['time-in-status', 'phone-numbers', 'queue-day']) {
      await open(`/reports/${path}`)
      await page.getByRole('table').waitFor({ timeout: 20_000 })
      expect(await seriousFindings(page)).toEqual([])
    }
  })

  test('has a report made every morning, makes it now, and deletes it', async () => {
    await open('/reports/sign-ins')
    await page.getByRole('button', { name: 'Schedule', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Who was there')
    expect(await seriousFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Who was there is scheduled.').waitFor()
    await page.getByRole('button', { name: 'Make it now' }).click()
    await page.getByText(/^CSV, \d+ kB$/).waitFor({ timeout: 20_000 })
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByText('Nothing is scheduled yet.').waitFor()
  })
})
