// Where the user is, as the pages see it. Whoever would leave a page with something unsaved is asked before,
// also when the browser's own Back and Forward are used: those cannot be forbidden, only gone back on.

/** What of `window` is needed. */
export interface HistoryWindow {
  readonly history: Pick<History, 'go' | 'pushState' | 'replaceState' | 'state'>
  readonly location: Pick<Location, 'href' | 'pathname' | 'search'>
  addEventListener(type: 'popstate', listener: (event: { readonly state: unknown }) => void): void
}

export class GuardedLocation {
  /** They stay what they are while the user is asked, whatever the address bar says already. */
  #path: string
  #search: string
  /** Which entry of the history is shown, counted from where the window began. */
  #step: number
  readonly #window: HistoryWindow
  readonly #guards = new Set<() => boolean>()
  readonly #listeners = new Set<() => void>()

  constructor(window: HistoryWindow) {
    this.#window = window
    const { history, location } = window
    this.#path = location.pathname
    this.#search = location.search
    // A page that is loaded again keeps the number of its entry.
    this.#step = stepIn(history.state) ?? 0
    history.replaceState({ step: this.#step }, '')
    window.addEventListener('popstate', ({ state }) => this.#popped(stepIn(state)))
  }

  readonly path = (): string => this.#path
  readonly search = (): string => this.#search

  /** @param listener is told when another place is shown. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** @param mayLeave asks the user, if that is needed. */
  guard(mayLeave: () => boolean): () => void {
    this.#guards.add(mayLeave)
    return () => this.#guards.delete(mayLeave)
  }

  readonly goTo = (to: string, { replace = false }: { readonly replace?: boolean } = {}): void => {
    const { history, location } = this.#window
    if (this.#isRefused(new URL(to, location.href).pathname)) return
    if (replace) history.replaceState({ step: this.#step }, '', to)
    else history.pushState({ step: ++this.#step }, '', to)
    this.#arrive()
  }

  #popped(step: number | undefined): void {
    const { history, location } = this.#window
    if (this.#isRefused(location.pathname)) {
      // Entries without a number are not ours: the place is shown again at the end of the history.
      if (step === undefined) {
        history.pushState({ step: ++this.#step }, '', this.#path + this.#search)
      } else history.go(this.#step - step)
      return
    }
    this.#step = step ?? this.#step
    this.#arrive()
  }

  /** Another view of the same page is no leaving. */
  #isRefused(path: string): boolean {
    return path !== this.#path && [...this.#guards].some(mayLeave => !mayLeave())
  }

  #arrive(): void {
    this.#path = this.#window.location.pathname
    this.#search = this.#window.location.search
    for (const listener of this.#listeners) listener()
  }
}

function stepIn(state: unknown): number | undefined {
  if (typeof state !== 'object' || state === null || !('step' in state)) return undefined
  return typeof state.step === 'number' ? state.step : undefined
}
