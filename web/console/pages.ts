// Every page of the console but the first.
import type { ConsolePage } from './console-page.ts'
import { supervisorPages } from './supervisor/supervisor-pages.ts'

export const pages: readonly ConsolePage[] = [...supervisorPages]
