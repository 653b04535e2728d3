// An agent at the softphone page, doing what a person does there.
import type { Page } from 'playwright-core'
import type { Browser } from './browser.ts'
import type { Parley } from './parley.ts'

/** Opens the softphone, signs in and waits until calls can reach the agent. */
export async function openAgent(
  browser: Browser,
  parley: Parley,
  username = 'agent1',
): Promise<AgentPage> {
  const page = await browser.open(`${parley.httpUrl}/ccp-v2/`)
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password').fill(parley.credentials.passwords[username] ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
  return new AgentPage(page)
}

export class AgentPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async goAvailable(): Promise<void> {
    await this.#press('Go available')
    await this.sees('Ready for calls')
  }

  async accept(): Promise<void> {
    await this.#press('Accept')
  }

  async reject(): Promise<void> {
    await this.#press('Reject')
  }

  async hold(): Promise<void> {
    await this.#press('Hold')
    await this.sees('On hold')
  }

  async resume(): Promise<void> {
    await this.#press('Resume')
    await this.connected()
  }

  async mute(): Promise<void> {
    await this.#press('Mute')
    await this.sees('You are muted')
  }

  async hangUp(): Promise<void> {
    await this.#press('End call')
  }

  async clear(): Promise<void> {
    await this.#press('Clear contact')
  }

  /** Ends whatever the last test left. */
  async becomeFree(): Promise<void> {
    for (const name of ['Reject', 'End call', 'Clear contact']) {
      const button = this.page.getByRole('button', { name, exact: true })
      if (await button.isVisible()) await button.click()
    }
    await this.sees('Ready for calls')
  }

  /** In a call: the button to end it is there. */
  async connected(timeoutMs = 15_000): Promise<void> {
    await this.page
      .getByRole('button', { name: 'End call' })
      .waitFor({ state: 'visible', timeout: timeoutMs })
  }

  async sees(text: string, timeoutMs = 15_000): Promise<void> {
    await this.page
      .getByText(text, { exact: true })
      .first()
      .waitFor({ state: 'visible', timeout: timeoutMs })
  }

  async #press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click()
  }
}
