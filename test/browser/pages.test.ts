// The pages in a real browser, against a centre that is only as deep as the pages can see.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { seriousFindings } from '../support/accessibility.ts'
import { type Browser, startBrowser } from '../support/browser.ts'
import { buildPages } from '../support/build-pages.ts'
import { type FakePageServer, PASSWORD, startFakePageServer } from '../support/fake-page-server.ts'
import { lacks } from '../support/peer.ts'
import { until } from '../support/until.ts'

const CCP = { width: 320, height: 465 }

describe.skipIf(lacks('chromium'))('the pages', () => {
  let browser: Browser
  let centre: FakePageServer

  beforeAll(async () => {
    await buildPages()
    browser = await startBrowser({ toneHz: 440 })
  })
  afterAll(() => browser.stop())

  beforeEach(async () => {
    centre = await startFakePageServer()
  })
  afterEach(async () => {
    for (const page of browser.context.pages().slice(1)) await page.close()
    await browser.context.clearCookies()
    await centre.stop()
  })

  test('an agent signs in, takes a call, holds it, ends it and clears it', async () => {
    const page = await signedIn('/ccp-v2/')
    await press(page, 'Go available')
    await page.getByText('Ready for calls').waitFor()
    expect(centre.packets).toBe(0)

    centre.ring()
    await page.getByRole('heading', { name: '+15550123' }).waitFor()
    await page.getByText(/s left to answer/).waitFor()
    expect(await page.title()).toContain('+15550123')
    await press(page, 'Accept')
    await stage(page, 'Connected')
    await until('the microphone is heard', () => centre.packets > 10)

    await press(page, 'Mute')
    await page.getByText('You are muted').waitFor()
    await press(page, 'Unmute')
    await press(page, 'Keypad')
    await press(page, 'Digit 5')
    await page.keyboard.press('7')
    await press(page, 'Keypad')
    await press(page, 'Hold')
    await stage(page, 'On hold')
    await press(page, 'Resume')
    await stage(page, 'Connected')
    await press(page, 'End call')
    await stage(page, 'After call work')
    await press(page, 'Clear contact')
    await page.getByText('Ready for calls').waitFor()

    expect(centre.asked.map(each => ('digits' in each ? each.digits : each.method))).toEqual([
      'setStatus',
      'accept',
      'mute',
      'mute',
      '5',
      '7',
      'hold',
      'resume',
      'hangUp',
      'clear',
    ])
    const packets = centre.packets
    await page.waitForTimeout(200)
    expect(centre.packets - packets, 'the microphone is off again').toBeLessThan(3)
  })

  test('an agent chooses a microphone, hears themselves, and sees how the connection is', async () => {
    const page = await signedIn('/ccp-v2/')
    await page.keyboard.press('Alt+Shift+V')
    await page.getByRole('button', { name: /^Microphone / }).click()
    await page.getByRole('option', { name: /Fake Audio Input 1/ }).click()
    await press(page, 'Hear yourself')
    await page.getByText('Say something now.').waitFor()
    await page.getByText('We heard you.').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Close' }).last().click()

    centre.ring()
    await page.keyboard.press('Alt+Shift+A')
    await stage(page, 'Connected')
    await until('the other microphone is heard', () => centre.packets > 10)
    await page.keyboard.press('Alt+Shift+I')
    await page.getByText(/^Answers in [0-9]+ ms$/).waitFor()
    await page.getByText(/to the centre and back$/).waitFor()
    await page.getByText('Measured while you are in a call').waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })

  test('an agent calls a number of another country, gives it up, and calls back who was missed', async () => {
    centre.countries = ['US', 'DE']
    const page = await signedIn('/ccp-v2/')
    await press(page, 'Go available')
    await press(page, 'Call a number')
    await page.getByRole('button', { name: 'Country' }).click()
    await page.getByRole('option', { name: /Germany/ }).click()
    await page.getByLabel('Number', { exact: true }).fill('030')
    for (const digit of '1234567') await press(page, `Digit ${digit}`)
    await page.getByText('Calls +49 30 1234567').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Call', exact: true }).click()
    await stage(page, 'Calling')
    expect(centre.asked.at(-1)).toMatchObject({ method: 'dial', number: '+49301234567' })
    await press(page, 'End call')
    await press(page, 'Clear contact')

    centre.ring({ customerAddress: '+12065550100' })
    await page.getByText('Incoming call', { exact: true }).waitFor()
    centre.change('MISSED')
    await press(page, 'Clear contact')
    await page.reload()
    await page.getByText('1 missed contact').click()
    await page.getByRole('button', { name: 'Call back +12065550100' }).click()
    await stage(page, 'Calling')
    expect(centre.asked.at(-1)).toMatchObject({ method: 'dial', number: '+12065550100' })
  })

  test('a wrong password is told and the right one opens the page', async () => {
    const page = await browser.open(`${centre.url}/ccp-v2/`)
    await fillIn(page, 'wrong')
    await page.getByText('The user name or the password is wrong.').waitFor()
    await fillIn(page, PASSWORD)
    await page.getByText('You are offline').waitFor()
  })

  test('the keyboard alone accepts, holds and ends a call', async () => {
    const page = await signedIn('/ccp-v2/')
    centre.ring()
    await page.getByText('Incoming call', { exact: true }).waitFor()
    await page.keyboard.press('Alt+Shift+A')
    await stage(page, 'Connected')
    await page.keyboard.press('Alt+Shift+H')
    await stage(page, 'On hold')
    await page.keyboard.press('Alt+Shift+E')
    await stage(page, 'After call work')
  })

  test('the keyboard stays where it was when one button gives way to the next', async () => {
    const page = await signedIn('/ccp-v2/')
    centre.ring()
    await page.getByRole('button', { name: 'Accept', exact: true }).press('Enter')
    await stage(page, 'Connected')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Hold')
    await page.keyboard.press('Enter')
    await stage(page, 'On hold')
    expect(await focused(page)).toBe('Resume')
  })

  test('a call that comes in is read aloud at once, later stages when there is time', async () => {
    const page = await signedIn('/ccp-v2/')
    centre.ring()
    const alert = page.getByRole('alert').filter({ hasText: '+15550123' })
    await until('the call is announced', async () =>
      (await alert.textContent())?.includes('Queue BasicQueue'),
    )
    await press(page, 'Accept')
    await until('it is connected', async () => (await statusOf(page)).includes('Connected'))
  })

  test('an agent calls a colleague in, swaps, talks to both, and leaves the call', async () => {
    centre.quickConnects = [
      { quickConnectId: 'q1', name: 'Billing', type: 'QUEUE' },
      { quickConnectId: 'q2', name: 'Tax advice', type: 'PHONE_NUMBER' },
    ]
    const page = await signedIn('/ccp-v2/')
    centre.ring({ leads: true })
    await press(page, 'Accept')
    await stage(page, 'Connected')
    await press(page, 'People')
    await page.getByLabel(/^Name, or number/).fill('tax')
    await press(page, 'Call Tax advice in')
    await until('the centre is asked', () => centre.asked.at(-1)?.method === 'addParty')
    const customer = { partyId: 'customer', kind: 'customer', name: '+15550123' } as const
    const advice = { partyId: 'p1', kind: 'number', name: 'Tax advice' } as const
    centre.change('CONNECTED_ONHOLD', {
      parties: [
        { ...customer, state: 'onHold' },
        { ...advice, state: 'connecting' },
      ],
    })
    await page.getByText('being called').waitFor()
    centre.change('CONNECTED_ONHOLD', {
      parties: [
        { ...customer, state: 'onHold' },
        { ...advice, state: 'connected' },
      ],
    })
    await press(page, 'Swap')
    await press(page, 'Talk to all')
    await press(page, 'Take +15550123 off hold')
    await press(page, 'Hang up on Tax advice')
    const { width } = CCP
    const isWide = await page.locator('.kit-parties').evaluate(each => {
      return each.scrollWidth > each.clientWidth
    })
    expect(isWide, `the panel fits ${width} pixels`).toBe(false)
    await press(page, 'Call somebody in')
    await page.getByLabel(/^Name, or number/).fill('+1 206 555-0100')
    await press(page, 'Pass the call on to +12065550100')
    await press(page, 'Leave')
    await stage(page, 'After call work')
    const asked = centre.asked.filter(each => each.method !== 'quickConnects').slice(-6)
    expect(asked).toMatchObject([
      { method: 'swap' },
      { method: 'conference' },
      { method: 'party', partyId: 'customer', does: 'resume' },
      { method: 'party', partyId: 'p1', does: 'drop' },
      { method: 'passOut', number: '+12065550100' },
      { method: 'hangUp' },
    ])
  })

  test('a supervisor listens with the microphone off, whispers, barges in and leaves, by mouse and by keys', async () => {
    const page = await signedIn('/ccp-v2/')
    await page.getByText('Audio ready').waitFor()
    centre.ring({
      state: 'CONNECTED',
      initiationMethod: 'MONITOR',
      monitoring: {
        contactId: 'theirs',
        agent: 'ana',
        mode: 'SILENT_MONITOR',
        modes: ['SILENT_MONITOR', 'WHISPER', 'BARGE'],
      },
      parties: [
        { partyId: 'customer', kind: 'customer', name: '+15550123', state: 'connected' },
        { partyId: 'theirs', kind: 'agent', name: 'ana', state: 'connected', leads: true },
      ],
    })
    await stage(page, 'Listening')
    await page.getByRole('heading', { name: 'Agent ana' }).waitFor()
    await page.getByText('Nobody hears you.').waitFor()
    expect(centre.packets, 'the microphone is off').toBe(0)
    expect(await page.getByRole('button', { name: 'Mute', exact: true }).isDisabled()).toBe(true)
    expect(await page.getByRole('button', { name: /on hold$/ }).count()).toBe(0)
    expect(await seriousFindings(page)).toEqual([])

    await press(page, 'Whisper')
    await stage(page, 'Whispering')
    await until('the microphone is on', () => centre.packets > 10)
    await page.keyboard.press('Alt+Shift+B')
    await stage(page, 'In the call')
    await press(page, 'Put +15550123 on hold')
    expect(await page.getByRole('button', { name: /Hang up on ana/ }).count()).toBe(0)
    const isWide = await page.locator('.kit-card').evaluate(each => {
      return each.scrollWidth > each.clientWidth
    })
    expect(isWide, 'the card fits').toBe(false)
    await page.keyboard.press('Alt+Shift+L')
    await stage(page, 'Listening')
    await page.keyboard.press('Alt+Shift+E')
    await page.getByText('You are offline').waitFor()
    expect(centre.asked).toMatchObject([
      { method: 'monitor', barges: false, whispers: true },
      { method: 'monitor', barges: true },
      { method: 'party', partyId: 'customer', does: 'hold' },
      { method: 'monitor', barges: false },
      { method: 'hangUp' },
    ])
  })

  test('a supervisor who may only listen is offered nothing else, and a whispering one is named to the agent', async () => {
    const page = await signedIn('/ccp-v2/')
    const monitoring = {
      contactId: 'theirs',
      agent: 'ana',
      mode: 'SILENT_MONITOR',
      modes: ['SILENT_MONITOR'],
    } as const
    centre.ring({ state: 'CONNECTING', initiationMethod: 'MONITOR', monitoring })
    await stage(page, 'Your phone rings')
    centre.change('CONNECTED')
    await stage(page, 'Listening')
    for (const name of ['Whisper', 'Barge in']) {
      expect(await page.getByRole('button', { name }).isDisabled(), name).toBe(true)
    }
    await press(page, 'Leave')

    centre.ring({ leads: true })
    await press(page, 'Accept')
    await stage(page, 'Connected')
    centre.change('CONNECTED', {
      parties: [
        { partyId: 'customer', kind: 'customer', name: '+15550123', state: 'connected' },
        { partyId: 'm', kind: 'supervisor', name: 'sam', state: 'connected' },
      ],
    })
    await press(page, 'People')
    await page.getByText('Supervisor, in the talk').waitFor()
    expect(await page.getByRole('button', { name: /sam/ }).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Swap' }).count()).toBe(0)
    await press(page, 'End call')
  })

  test('a missed call is said and cleared', async () => {
    const page = await signedIn('/ccp-v2/')
    centre.ring()
    await page.getByText('Incoming call', { exact: true }).waitFor()
    centre.change('MISSED')
    await stage(page, 'Missed call')
    await press(page, 'Clear contact')
    await page.getByText('You are offline').waitFor()
  })

  test('a status chosen in a call is shown as the next one', async () => {
    const page = await signedIn('/ccp-v2/')
    centre.ring()
    await press(page, 'Accept')
    await page.getByRole('button', { name: /Change status/ }).click()
    await page.getByRole('option', { name: 'Lunch' }).click()
    await page.getByText('Next: Lunch').waitFor()
  })

  test('a lost connection is said, comes back by itself, and the call goes on', async () => {
    const page = await signedIn('/ccp-v2/')
    centre.ring()
    await press(page, 'Accept')
    await stage(page, 'Connected')
    centre.away = true
    centre.cutSockets()
    await page.getByText(/Connection lost/).waitFor()
    expect(await page.getByRole('button', { name: 'End call' }).isDisabled()).toBe(true)
    const packets = centre.packets
    await until('the audio goes on meanwhile', () => centre.packets > packets + 10)
    centre.away = false
    await page.getByText(/Connection lost/).waitFor({ state: 'detached' })
    await press(page, 'End call')
    await stage(page, 'After call work')
  })

  test('a reload in a call brings the agent back into it with audio within 2 s', async () => {
    const page = await signedIn('/ccp-v2/')
    centre.ring()
    await press(page, 'Accept')
    await stage(page, 'Connected')
    await until('the microphone is heard', () => centre.packets > 10)
    await page.reload({ waitUntil: 'commit' })
    const since = performance.now()
    const before = centre.packets
    await until('the microphone is heard again', () => centre.packets > before + 5, 5_000)
    const tookMs = Math.round(performance.now() - since)
    await stage(page, 'Connected')
    expect(tookMs).toBeLessThan(2_000)
  })

  test('a second page takes the calls over, and the first takes them back', async () => {
    const first = await signedIn('/ccp-v2/')
    centre.cutSockets()
    await until('the first is back', () => first.getByText('Online', { exact: true }).isVisible())
    const second = await browser.open(`${centre.url}/agent`)
    await second.getByText('Audio ready').waitFor()
    await first.getByText(/moved to another window/).waitFor()
    await press(first, 'Take calls here')
    await first.getByText('Audio ready').waitFor()
    await second.getByText(/moved to another window/).waitFor()
  })

  test('the workspace shows what the flow knows of the caller, and what happened', async () => {
    const page = await signedIn('/agent')
    await page.getByText('No contact', { exact: true }).waitFor()
    centre.ring({ attributes: { Plan: 'Gold' } })
    await page.getByText('Gold').waitFor()
    await page.getByRole('cell', { name: 'Call offered to you' }).waitFor()
    await press(page, 'Accept')
    await page.getByRole('cell', { name: 'Connected' }).waitFor()
  })

  test('nothing jumps when a banner comes: the buttons stay where they are', async () => {
    const page = await signedIn('/ccp-v2/')
    centre.ring()
    await press(page, 'Accept')
    const button = page.getByRole('button', { name: 'End call' })
    const before = await button.boundingBox()
    centre.away = true
    centre.cutSockets()
    await page.getByText(/Connection lost/).waitFor()
    expect(await button.boundingBox()).toEqual(before)
    const inside = before && before.y + before.height <= CCP.height
    expect(inside, 'the buttons are inside the frame').toBe(true)
  })

  test('the browser phone calls, sends digits and says how long the call was', async () => {
    const page = await browser.open(`${centre.url}/phone`)
    await press(page, 'Call')
    await page.getByText('Ringing').first().waitFor()
    centre.tellPhone({ type: 'connected' })
    await page.getByText('Connected').first().waitFor()
    await press(page, 'Digit 1')
    await page.getByText('1', { exact: true }).first().waitFor()
    centre.tellPhone({ type: 'ended', reason: 'The call has ended.' })
    await page
      .getByText(/Call ended after/)
      .first()
      .waitFor()
    expect(centre.phoneSaid[0]).toMatchObject({ type: 'call', to: '+15550100' })
  })

  test('a phone page that is left hangs up', async () => {
    const page = await browser.open(`${centre.url}/phone`)
    await press(page, 'Call')
    await page.getByText('Ringing').first().waitFor()
    await page.reload()
    await until('the call is ended', () => centre.phoneSaid.some(each => each.type === 'hangUp'))
    await page.getByRole('button', { name: 'Call' }).waitFor()
  })

  test('the console shows the centre as it is, and plays a recording', async () => {
    centre.overview = {
      ...centre.overview,
      queues: [{ id: 'q1', name: 'BasicQueue', waiting: 3, oldestMs: 74_000, agentsAvailable: 1 }],
      recentContacts: [
        {
          contactId: 'c1',
          initiatedAt: Date.now() - 60_000,
          customer: '+15550188',
          durationMs: 30_000,
          disconnectReason: 'CUSTOMER_DISCONNECT',
          recording: true,
        },
      ],
    }
    const page = await signedIn('/')
    await page.getByRole('cell', { name: '1:14' }).waitFor()
    await press(page, 'Play the recording of +15550188')
    const audio = page.locator('audio')
    await until('it plays', () =>
      audio.evaluate(each => (each as unknown as { currentTime: number }).currentTime > 0),
    )

    centre.overview = { ...centre.overview, queues: [] }
    await page.getByText('There are no queues.').waitFor()
  })

  async function signedIn(path: string): Promise<Page> {
    const page = await browser.open(`${centre.url}${path}`)
    if (path === '/ccp-v2/') await page.setViewportSize(CCP)
    await fillIn(page, PASSWORD)
    if (path !== '/') await page.getByText('Audio ready').waitFor()
    return page
  }
})

describe.skipIf(lacks('chromium'))('without a microphone', () => {
  test('a refused microphone is explained, and the server is told', async () => {
    await buildPages()
    const centre = await startFakePageServer()
    const browser = await startBrowser({ toneHz: 440, microphone: false })
    try {
      const page = await browser.open(`${centre.url}/ccp-v2/`)
      await fillIn(page, PASSWORD)
      await page.getByText('Parley may not use your microphone.').waitFor()
      await page.getByText(/allow the microphone, then try again/).waitFor()
      await until('the server knows', () =>
        centre.asked.some(each => each.method === 'media.close'),
      )
      const phone = await browser.open(`${centre.url}/phone`)
      await press(phone, 'Call')
      await phone.getByText('Parley may not use your microphone.').waitFor()

      await browser.context.grantPermissions(['microphone'])
      await press(page, 'Try again')
      await page.getByText('Audio ready').waitFor()
    } finally {
      await browser.stop()
      await centre.stop()
    }
  })
})

async function fillIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('User name').fill('agent1')
  await page.getByLabel('Password').fill(password)
  await press(page, 'Sign in')
}

function press(page: Page, name: string): Promise<void> {
  return page.getByRole('button', { name, exact: true }).click()
}

/** The line over the caller's number. */
function stage(page: Page, words: string): Promise<void> {
  return page.locator('.kit-card-stage', { hasText: words }).waitFor()
}

async function statusOf(page: Page): Promise<string> {
  return (await page.getByRole('status').allTextContents()).join(' ')
}

function focused(page: Page): Promise<string | null> {
  return page.locator(':focus').textContent()
}
