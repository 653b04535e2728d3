// Every page of the console but the first.
import { accountPages } from './account/account-pages.ts'
import { administrationPages } from './administration/administration-pages.ts'
import type { ConsolePage } from './console-page.ts'
import { designerPages } from './designer/designer-pages.ts'
import { operationsPages } from './operations/operations-pages.ts'
import { supervisorPages } from './supervisor/supervisor-pages.ts'
import { systemPages } from './system/system-pages.ts'

export const pages: readonly ConsolePage[] = [
  ...accountPages,
  ...administrationPages,
  ...designerPages,
  ...operationsPages,
  ...supervisorPages,
  ...systemPages,
]
