// Takes pictures of pages, each in both themes, several at a time.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { calm, showIn } from '../../test/support/calm.ts'
import { palettePng } from './palette-png.ts'

interface CameraOptions {
  readonly folder: string
  /** CSS pixels. */
  readonly size: { readonly width: number; readonly height: number }
}

interface Subject {
  /** Of the picture's file, without the theme. */
  readonly name: string
  /** `/console/…`; `:id` at its end stands for the first thing of the list. */
  readonly address: string
}

const THEMES = ['light', 'dark'] as const
/** So many pages are open at a time. */
const PAGES_AT_A_TIME = 2

export class Camera {
  readonly #options: CameraOptions

  constructor(options: CameraOptions) {
    this.#options = options
    mkdirSync(options.folder, { recursive: true })
  }

  /** Of all of them, in a context that is signed in. */
  async takeAll(
    context: BrowserContext,
    httpUrl: string,
    subjects: readonly Subject[],
  ): Promise<void> {
    const left = [...subjects]
    await Promise.all(
      Array.from({ length: PAGES_AT_A_TIME }, async () => {
        const page = await context.newPage()
        for (let each = left.shift(); each; each = left.shift()) {
          await this.#visit(page, httpUrl, each)
        }
        await page.close()
      }),
    )
  }

  /** Of a page that is open already. */
  async take(page: Page, name: string): Promise<void> {
    const { folder, size } = this.#options
    await page.setViewportSize(size)
    await calm(page)
    for (const colorScheme of THEMES) {
      await showIn(page, colorScheme)
      const picture = palettePng(await page.screenshot({ animations: 'disabled' }))
      writeFileSync(join(folder, `${name}-${colorScheme}.png`), picture)
      console.log(`${name}-${colorScheme}.png ${picture.length}`)
    }
  }

  async #visit(page: Page, httpUrl: string, { name, address }: Subject): Promise<void> {
    const complain = (said: unknown) => console.log(`${name}: ${String(said).split('\n')[0]}`)
    page.on('pageerror', complain)
    try {
      const whole = await firstOf(page, httpUrl, address)
      if (whole === undefined) return complain('there is none to show')
      await page.goto(httpUrl + whole)
      await this.take(page, name)
    } catch (error) {
      complain(error)
    } finally {
      page.off('pageerror', complain)
    }
  }
}

async function firstOf(page: Page, httpUrl: string, address: string): Promise<string | undefined> {
  if (!address.includes(':')) return address
  const list = address.slice(0, address.indexOf('/:'))
  await page.goto(httpUrl + list)
  await calm(page)
  const links = await page.locator(`main a[href^="${list}/"]`).all()
  const found = await Promise.all(links.map(link => link.getAttribute('href')))
  return found.find(each => each && !/\/(new|import|compare)$/.test(each)) ?? undefined
}
