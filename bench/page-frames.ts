// How smooth the pages are at size: the time between two frames while somebody drags a block of a flow of 94,
// and while somebody scrolls through 10,000 agents, in Chromium without a graphics card.
//   npx tsx bench/page-frames.ts designer
//   npx tsx bench/page-frames.ts agents [count] [data folder]
// Passwords of so many users take minutes; with a folder, the second run finds them made.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  CreateContactFlowCommand,
  CreateUserCommand,
  ListRoutingProfilesCommand,
  ListSecurityProfilesCommand,
  ListUsersCommand,
} from '@aws-sdk/client-connect'
import type { Page } from 'playwright-core'
import { type Browser, startBrowser } from '../test/support/browser.ts'
import { connectClient } from '../test/support/connect-client.ts'
import { corpusFlows } from '../test/support/corpus-flows.ts'
import { action, hangUp } from '../test/support/flow-actions.ts'
import { type Credentials, type Parley, signIn, startParley } from '../test/support/parley.ts'
import { quantile } from './support/statistics.ts'

const BLOCKS = 94
const AT_ONCE = 6
const [what = 'designer', count = '10000', data] = process.argv.slice(2)

const parley = await startParley(data === undefined ? {} : { data })
const credentials = keptCredentials()
const connect = connectClient(parley, credentials)
const InstanceId = credentials.instanceId
const browser = await startBrowser({ toneHz: 440 })
try {
  await signInAsAdmin(browser, parley)
  if (what === 'designer') await designer()
  else await agents(Number(count))
} finally {
  await browser.stop()
  await parley.stop()
}

async function designer(): Promise<void> {
  const flow = await connect.send(
    new CreateContactFlowCommand({
      InstanceId,
      Name: 'Large',
      Type: 'CONTACT_FLOW',
      Content: largeFlow(),
      Status: 'SAVED',
    }),
  )
  const page = await opened('/flows')
  await page.getByRole('table').first().waitFor()
  // Until whoever looks at the list has found the flow.
  await page.waitForTimeout(1_500)
  const openedMs = await page.evaluate<number>(timeToBlocks(flow.ContactFlowId ?? ''))
  const block = await page.locator('.designer-block').nth(3).boundingBox()
  if (!block) throw new Error('there is no block')
  await page.mouse.move(block.x + 60, block.y + 12)
  await page.mouse.down()
  const frames = await framesDuring(page, async () => {
    for (let step = 0; step < 150; step++) {
      const angle = step / 12
      await page.mouse.move(
        block.x + 160 + 120 * Math.cos(angle),
        block.y + 90 + 80 * Math.sin(angle),
      )
    }
  })
  await page.mouse.up()
  const blocks = await page.locator('.designer-block').count()
  print({ what: `drag in ${blocks} blocks`, openedMs: Math.round(openedMs), ...frames })
}

async function agents(wanted: number): Promise<void> {
  await createUsers(wanted)
  const startedAt = performance.now()
  const page = await opened('/real-time/agents')
  await page.locator('.vt .vt-row').nth(5).waitFor()
  const openedMs = Math.round(performance.now() - startedAt)
  await scrolls(page, '.vt', { what: `scroll ${wanted} agents in real-time metrics`, openedMs })
  const list = await opened('/users')
  await list.locator('table tbody tr').nth(5).waitFor({ state: 'attached' })
  await scrolls(list, 'body', { what: `scroll the list of ${wanted} users` })
}

async function scrolls(page: Page, place: string, about: object): Promise<void> {
  const box = await page.locator(place).first().boundingBox()
  await page.mouse.move((box?.x ?? 0) + 300, (box?.y ?? 0) + 200)
  const frames = await framesDuring(page, async () => {
    for (let step = 0; step < 200; step++) await page.mouse.wheel(0, step < 100 ? 900 : 90)
  })
  print({ ...about, ...frames })
}

// As text: what a compiler adds to functions is not in the page.
function watchFrames(): string {
  return `(() => {
    globalThis.frames = []
    let before = performance.now()
    const tick = now => {
      frames.push(now - before)
      before = now
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })()`
}

/** Goes to the flow as a click in the list does; ms until its blocks are drawn. */
function timeToBlocks(flowId: string): string {
  return `new Promise(resolve => {
    const start = performance.now()
    history.pushState(undefined, '', '/console/flows/${flowId}')
    const look = () => {
      const isThere = document.querySelectorAll('.designer-block').length > 50
      requestAnimationFrame(isThere ? () => resolve(performance.now() - start) : look)
    }
    look()
  })`
}

/** Between frames, ms. */
async function framesDuring(page: Page, act: () => Promise<void>) {
  await page.evaluate(watchFrames())
  await act()
  const all = await page.evaluate<number[]>('globalThis.frames')
  const times = all.slice(2)
  const at = (share: number) => Number(quantile(times, share).toFixed(1))
  return { frames: times.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
}

async function createUsers(wanted: number): Promise<void> {
  const users = await connect.send(new ListUsersCommand({ InstanceId, MaxResults: 1000 }))
  const isMade = existsSync(join(parley.data, 'frames-users'))
  if (isMade || (users.UserSummaryList?.length ?? 0) >= wanted) return
  const profiles = await connect.send(new ListRoutingProfilesCommand({ InstanceId }))
  const security = await connect.send(new ListSecurityProfilesCommand({ InstanceId }))
  const RoutingProfileId = profiles.RoutingProfileSummaryList?.[0]?.Id
  const agent = security.SecurityProfileSummaryList?.find(each => each.Name === 'Agent')?.Id ?? ''
  let next = 0
  const make = async () => {
    while (next < wanted) {
      const number = next++
      await connect.send(
        new CreateUserCommand({
          InstanceId,
          Username: `agent-${String(number).padStart(5, '0')}`,
          Password: 'Correct-Horse-7',
          IdentityInfo: { FirstName: `Ana${number}`, LastName: `Agent${(number * 7919) % wanted}` },
          PhoneConfig: { PhoneType: 'SOFT_PHONE' },
          SecurityProfileIds: [agent],
          RoutingProfileId,
        }),
      )
      if (number % 1000 === 999) process.stderr.write(`${number + 1} users\n`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, make))
  writeFileSync(join(parley.data, 'frames-users'), String(wanted))
}

async function opened(path: string): Promise<Page> {
  const page = await browser.open(`${parley.httpUrl}/console${path}`)
  await page.setViewportSize({ width: 1440, height: 900 })
  return page
}

async function signInAsAdmin({ context }: Browser, at: Parley): Promise<void> {
  const cookie = await signIn(at, 'admin', credentials.passwords.admin)
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: at.httpUrl }])
}

/** They are printed on the first start only. */
function keptCredentials(): Credentials {
  const file = join(parley.data, 'frames-credentials.json')
  if (parley.credentials.accessKeyId === '') {
    return JSON.parse(readFileSync(file, 'utf8')) as Credentials // written below, on the first start
  }
  writeFileSync(file, JSON.stringify(parley.credentials))
  return parley.credentials
}

/** The largest real one at hand, else one of the same size. */
function largeFlow(): string {
  const real = corpusFlows().filter(
    ({ format, type }) => format === 'flow-language' && type === 'CONTACT_FLOW',
  )
  const sizeOf = (content: string) => content.split('"Identifier"').length
  const [largest] = real.toSorted((a, b) => sizeOf(b.content) - sizeOf(a.content))
  return largest?.content ?? madeUpFlow()
}

function madeUpFlow(): string {
  const Actions = Array.from({ length: BLOCKS - 1 }, (_, index) => {
    const next = index === BLOCKS - 2 ? 'Bye' : `Ask ${index + 1}`
    const errors = {
      NoMatchingError: 'Bye',
      NoMatchingCondition: 'Bye',
      InputTimeLimitExceeded: next,
    }
    const Parameters = {
      Text: `Question ${index}`,
      StoreInput: 'False',
      InputTimeLimitSeconds: '5',
    }
    const equals = { 1: next, 2: `Ask ${Math.floor(index / 2)}` }
    return action(`Ask ${index}`, 'GetParticipantInput', Parameters, { equals, errors })
  })
  const content = { Version: '2019-10-30', StartAction: 'Ask 0', Actions: [...Actions, hangUp] }
  return JSON.stringify(content)
}

function print(figures: object): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`)
}
