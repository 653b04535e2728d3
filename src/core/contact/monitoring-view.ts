// What a supervisor looks on or listens to, as that one's page shows it.
import type { MonitoringView, MonitorMode } from '../centre-view.ts'
import type { World } from '../world.ts'
import { type Contact, isVoice } from './contact.ts'

export function monitoringView(
  world: World,
  monitor: Contact | undefined,
): MonitoringView | undefined {
  const watched = world.contacts.get(monitor?.monitors?.contactId ?? '')
  if (!monitor?.monitors || !watched) return undefined
  return {
    contactId: watched.contactId,
    agent: watched.handling?.username ?? '',
    mode: isVoice(monitor) ? modeInCall(monitor) : modeInChat(watched, monitor),
    modes: modesOf(monitor),
  }
}

/** What the supervisor may be, the present one included. */
function modesOf(monitor: Contact): readonly MonitorMode[] {
  if (!monitor.monitors?.mayBarge) return ['SILENT_MONITOR']
  return isVoice(monitor) ? ['SILENT_MONITOR', 'WHISPER', 'BARGE'] : ['SILENT_MONITOR', 'BARGE']
}

function modeInCall({ monitors }: Contact): MonitorMode {
  if (monitors?.heardBy === undefined) return 'SILENT_MONITOR'
  return monitors.heardBy === 'all' ? 'BARGE' : 'WHISPER'
}

function modeInChat({ chat }: Contact, { contactId }: Contact): MonitorMode {
  const who = chat?.participants.find(({ monitorId }) => monitorId === contactId)
  return who && !who.isSilent ? 'BARGE' : 'SILENT_MONITOR'
}
