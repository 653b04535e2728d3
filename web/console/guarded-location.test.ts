import { beforeEach, describe, expect, test } from 'vitest'
import { GuardedLocation, type HistoryWindow } from './guarded-location.ts'

/** A tab: its entries, and which of them the address bar shows. */
class FakeTab implements HistoryWindow {
  readonly #entries: { state: unknown; url: string }[]
  #at = 0
  #popped: (event: { readonly state: unknown }) => void = () => undefined

  constructor(url: string) {
    this.#entries = [{ state: null, url }]
  }

  addEventListener(_type: 'popstate', listener: (event: { readonly state: unknown }) => void) {
    this.#popped = listener
  }

  get location() {
    const { href, pathname, search } = new URL(this.#entries[this.#at]?.url ?? '', 'http://parley')
    return { href, pathname, search }
  }

  get history() {
    return {
      state: this.#entries[this.#at]?.state,
      go: (steps = 0) => {
        this.#at += steps
        this.#popped({ state: this.#entries[this.#at]?.state })
      },
      pushState: (state: unknown, _: string, url?: string | URL | null) => {
        this.#entries.splice(++this.#at, Infinity, { state, url: String(url) })
      },
      replaceState: (state: unknown, _: string, url?: string | URL | null) => {
        const url0 = this.#entries[this.#at]?.url ?? ''
        this.#entries[this.#at] = { state, url: url ? String(url) : url0 }
      },
    }
  }
}

describe('a page with unsaved changes', () => {
  let tab: FakeTab
  let location: GuardedLocation
  let answer = false
  let asked = 0

  beforeEach(() => {
    tab = new FakeTab('/console')
    location = new GuardedLocation(tab)
    location.goTo('/console/queues')
    location.goTo('/console/queues/1')
    asked = 0
    location.guard(() => {
      asked++
      return answer
    })
  })

  test('stays, in the address bar as well, when the user refuses to leave', () => {
    answer = false
    tab.history.go(-1)
    location.goTo('/console/users')
    tab.history.go(-2)
    expect(asked).toBe(3)
    expect(location.path()).toBe('/console/queues/1')
    expect(tab.location.pathname).toBe('/console/queues/1')
  })

  test('is left, back and forward, when the user agrees', () => {
    answer = true
    tab.history.go(-1)
    expect(location.path()).toBe('/console/queues')
    tab.history.go(1)
    expect(location.path()).toBe('/console/queues/1')
    location.goTo('/console/users')
    expect(tab.location.pathname).toBe('/console/users')
  })

  test('shows another tab of itself without asking', () => {
    answer = false
    location.goTo('?tab=history', { replace: true })
    location.goTo('?tab=used')
    tab.history.go(-1)
    expect(asked).toBe(0)
    expect(location.search()).toBe('?tab=history')
  })

  test('tells those who show it where the user is now', () => {
    answer = true
    const seen: string[] = []
    location.subscribe(() => seen.push(location.path() + location.search()))
    location.goTo('/console/users?name=a')
    tab.history.go(-1)
    expect(seen).toEqual(['/console/users?name=a', '/console/queues/1'])
  })

  test('stays when Forward is refused after a reload', () => {
    answer = true
    tab.history.go(-1)
    const again = new GuardedLocation(tab)
    again.guard(() => false)
    tab.history.go(1)
    expect(again.path()).toBe('/console/queues')
    expect(tab.location.pathname).toBe('/console/queues')
  })
})
