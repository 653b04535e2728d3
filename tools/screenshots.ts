// Pictures of every page, light and dark, of a product with some life in it: `npm run screens`.
// With words after it, only of pages whose address contains one of them.
//   SCREENS_FOLDER=/tmp/pictures SCREENS_SIZE=1024x768 npm run screens -- contacts
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { startBrowser } from '../test/support/browser.ts'
import { buildPages } from '../test/support/build-pages.ts'
import { type Parley, signIn, startParley } from '../test/support/parley.ts'
import { Camera } from './screens/camera.ts'
import { bringToLife } from './screens/life.ts'

/** By an address made here: the types of pages are not those of tools. */
const { pages } = (await import(new URL('../web/console/pages.ts', import.meta.url).href)) as {
  readonly pages: readonly { readonly path: string }[]
}
const [width = 1440, height = 900] = (process.env.SCREENS_SIZE ?? '').split('x').map(Number)
const wanted = process.argv.slice(2)

const folder = process.env.SCREENS_FOLDER ?? join('docs', 'screens')
const camera = new Camera({ folder, size: { width: width || 1440, height } })
await buildPages()
const parley = await startParley()
const browsers = {
  agent: await startBrowser({ toneHz: 440 }),
  customer: await startBrowser({ toneHz: 600 }),
}
try {
  const life = await bringToLife(parley, browsers)
  if (isWanted('/agent')) await camera.take(life.agent, 'agent')
  if (isWanted('/phone')) await camera.take(life.phone, 'phone')
  const { context } = browsers.customer
  await signInAsAdmin(context, parley)
  await camera.takeAll(context, parley.httpUrl, subjects(life.examples))
  life.stop()
} finally {
  await Promise.all([browsers.agent.stop(), browsers.customer.stop()])
  await parley.stop()
}

function subjects(examples: Readonly<Record<string, string>>) {
  const all = [
    { name: 'console', address: '/' },
    { name: 'ccp', address: '/ccp-v2/' },
    ...pages.map(({ path }) => ({
      name: path.slice(1).replaceAll('/', '-').replaceAll(':', ''),
      address: `/console${examples[path] ?? path}`,
    })),
  ]
  return all.filter(({ address }) => isWanted(address))
}

function isWanted(address: string): boolean {
  return wanted.length === 0 || wanted.some(each => address.includes(each))
}

async function signInAsAdmin(context: BrowserContext, parley: Parley): Promise<void> {
  const [name = '', value = ''] = (await signIn(parley, 'admin')).split('=')
  await context.addCookies([{ name, value, url: parley.httpUrl }])
}
