// Every page of the console but the first.
import type { ConsolePage } from './console-page.ts'

export const pages: readonly ConsolePage[] = []
