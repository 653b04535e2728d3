// Pictures of every page, light and dark, of a product with some life in it: `npm run screens`.
// With words after it, only of pages whose address contains one of them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { type Browser, startBrowser } from '../test/support/browser.ts'
import { buildPages } from '../test/support/build-pages.ts'
import { type Parley, startParley } from '../test/support/parley.ts'
import { bringToLife } from './screens/life.ts'
import { palettePng } from './screens/palette-png.ts'

/** By an address made here: the types of pages are not those of tools. */
const { pages } = (await import(new URL('../web/console/pages.ts', import.meta.url).href)) as {
  readonly pages: readonly { readonly path: string }[]
}
const FOLDER = process.env.SCREENS_FOLDER ?? join('docs', 'screens')
const SIZE = { width: Number(process.env.SCREENS_WIDTH ?? 1440), height: 900 }
const THEMES = (process.env.SCREENS_THEMES ?? 'light,dark').split(',')
/** After the last answer came, for what moves. */
const CALM_MS = 600

const wanted = process.argv.slice(2)
mkdirSync(FOLDER, { recursive: true })
await buildPages()
const parley = await startParley()
const browser = await startBrowser({ toneHz: 440 })
try {
  await bringToLife(parley, browser)
  await takeAll(parley, browser)
} finally {
  await browser.stop()
  await parley.stop()
}

async function takeAll({ httpUrl, credentials }: Parley, { context }: Browser): Promise<void> {
  for (const theme of THEMES) {
    const page = await context.newPage()
    await page.setViewportSize(SIZE)
    const complaints: string[] = []
    page.on('pageerror', error => complaints.push(String(error)))
    page.on('console', message => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await page.addInitScript(each => localStorage.setItem('parley.theme', each), theme)
    await signIn(page, httpUrl, credentials.passwords.admin ?? '')
    for (const [name, path] of await addresses(page, httpUrl)) {
      if (wanted.length > 0 && !wanted.some(each => path.includes(each))) continue
      await page.goto(httpUrl + path)
      await calm(page)
      const picture = palettePng(await page.screenshot())
      writeFileSync(join(FOLDER, `${name}-${theme}.png`), picture)
      const said = complaints.splice(0).join(' | ')
      console.log(`${name}-${theme}.png ${picture.length} ${said}`)
    }
    await page.close()
  }
}

/** Names of pictures with the addresses of pages; of pages about one thing, the first thing of the list. */
async function addresses(page: Page, httpUrl: string): Promise<(readonly [string, string])[]> {
  const found: (readonly [string, string])[] = [
    ['console', '/'],
    ['agent', '/agent'],
    ['ccp', '/ccp-v2/'],
    ['phone', '/phone'],
  ]
  for (const { path } of pages) {
    const name = path.slice(1).replaceAll('/', '-').replaceAll(':', '')
    if (!path.includes(':')) found.push([name, `/console${path}`])
    else if (wanted.length === 0 || wanted.some(each => path.includes(each))) {
      const one = await firstOf(page, httpUrl, path)
      if (one !== undefined) found.push([name, one])
    }
  }
  return found
}

async function firstOf(page: Page, httpUrl: string, path: string): Promise<string | undefined> {
  const list = `/console${path.slice(0, path.indexOf('/:'))}`
  await page.goto(httpUrl + list)
  await calm(page)
  const links = await page
    .locator(`main a[href^="${list}/"], [role=main] a[href^="${list}/"]`)
    .all()
  for (const link of links) {
    const address = await link.getAttribute('href')
    if (address && !/\/(new|import|compare)$/.test(address)) return address
  }
  return undefined
}

async function signIn(page: Page, httpUrl: string, password: string): Promise<void> {
  await page.goto(httpUrl)
  const name = page.getByLabel('User name')
  await name.or(page.locator('#console-top')).first().waitFor()
  if (!(await name.isVisible())) return
  await name.fill('admin')
  await page.getByLabel('Password').fill(password)
  await page.keyboard.press('Enter')
  await page.locator('#console-top').waitFor()
}

/** Pages with sockets never come to rest by themselves. */
async function calm(page: Page): Promise<void> {
  await page
    .locator('h1, h2')
    .first()
    .waitFor({ timeout: 20_000 })
    .catch(() => {})
  await page.waitForLoadState('networkidle', { timeout: 4000 }).catch(() => {})
  await page.waitForTimeout(CALM_MS)
}
