// How a supervisor can take part in what that one looks on: what there is to choose, and the keys for it.
import type { PageMonitoring, PageMonitorMode } from '../../src/api/contract/agent-stream.ts'
import type { IconName } from './icons.tsx'
import { messages } from './messages.ts'
import { type ShortcutAction, useShortcuts } from './shortcuts.ts'
import type { AgentPage } from './use-agent-link.ts'

const MODES = [
  { mode: 'SILENT_MONITOR', icon: 'headset', shortcut: 'listen' },
  { mode: 'WHISPER', icon: 'whisper', shortcut: 'whisper' },
  { mode: 'BARGE', icon: 'people', shortcut: 'barge' },
] as const satisfies readonly {
  readonly mode: PageMonitorMode
  readonly icon: IconName
  readonly shortcut: ShortcutAction
}[]

interface ModeChoice {
  readonly mode: PageMonitorMode
  readonly icon: IconName
  readonly label: string
  readonly shortcut: ShortcutAction
  readonly isOn: boolean
  readonly isAllowed: boolean
  choose(): void
}

/** All modes of calls. Keys work only for those that are allowed. */
export function useMonitorModes(of: {
  readonly page: AgentPage
  readonly contactId: string
  readonly monitoring: PageMonitoring
  readonly can: boolean
}): readonly ModeChoice[] {
  const { page, contactId, monitoring, can } = of
  const choices = MODES.map(each => ({
    ...each,
    label: messages.monitor.modes[each.mode],
    isOn: monitoring.mode === each.mode,
    isAllowed: monitoring.modes.includes(each.mode),
    choose: () => {
      if (monitoring.mode !== each.mode) page.link.monitor(contactId, each.mode)
    },
  }))
  const allowed = choices.filter(({ isAllowed }) => can && isAllowed)
  useShortcuts(Object.fromEntries(allowed.map(({ shortcut, choose }) => [shortcut, choose])))
  return choices
}
