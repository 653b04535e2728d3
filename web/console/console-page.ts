// What a page of the console is. Each area lists its own; `pages.ts` knows them all.
import type { ComponentType, LazyExoticComponent } from 'react'

/** Where the navigation has it. */
export type PageGroup = 'live' | 'history' | 'routing' | 'channels' | 'users' | 'system'

export interface ConsolePage {
  /** Below `/console`, with parameters as `:name`: `/queues/:queueId`. */
  readonly path: string
  readonly title: string
  /** Pages without one are reached from other pages only. */
  readonly group?: PageGroup
  /** Any of them opens the page; without, everybody who is signed in may see it. */
  readonly permissions?: readonly string[]
  /** Takes all of the window, without navigation at the left. */
  readonly wide?: boolean
  /** Gets what the path's parameters are. */
  readonly Page: LazyExoticComponent<ComponentType<{ readonly params: PageParams }>>
}

export type PageParams = Readonly<Record<string, string>>
