// When a page has come to rest: its heading is there, nothing is on its way, and nothing moves any more.
import type { Page } from 'playwright-core'

const HEADING_TIMEOUT_MS = 15_000
/** Nothing has changed for so long. */
const STILL_MS = 250
/** Live numbers and sockets never come to rest. */
const STILL_TIMEOUT_MS = 3_000
/** Cloudscape's spinners are circles. */
const ON_ITS_WAY = '[aria-busy=true], [class*=awsui_circle]'
/** A machine may be slow. */
const BUSY_TIMEOUT_MS = 20_000

export async function calm(page: Page): Promise<void> {
  await page.locator('main :is(h1, h2):visible').first().waitFor({ timeout: HEADING_TIMEOUT_MS })
  await page.evaluate(
    ({ still, most, mostBusy, onItsWay }) =>
      new Promise<void>(resolve => {
        const begun = performance.now()
        let changed = begun
        const seen = new MutationObserver(() => {
          changed = performance.now()
        })
        seen.observe(document.body, { childList: true, subtree: true, characterData: true })
        const timer = setInterval(() => {
          const now = performance.now()
          const busy = document.querySelector(onItsWay)
          if (busy && now - begun < mostBusy) return
          if (now - changed < still && now - begun < most) return
          clearInterval(timer)
          seen.disconnect()
          resolve()
        }, 50)
      }),
    { still: STILL_MS, most: STILL_TIMEOUT_MS, mostBusy: BUSY_TIMEOUT_MS, onItsWay: ON_ITS_WAY },
  )
}

/** As a person's system says; the page follows a moment later. */
export async function showIn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.waitForFunction(
    scheme => document.documentElement.style.colorScheme === scheme,
    colorScheme,
  )
}
