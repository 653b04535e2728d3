// What a user chose on this browser: appearance, sound and devices.
import { applyMode, Mode } from '@cloudscape-design/global-styles'

export type Theme = 'system' | 'light' | 'dark'

/** Ids of devices as the browser gives them; what is absent is the system's choice. */
export interface SoundDevices {
  readonly microphone?: string
  readonly loudspeaker?: string
  /** Where it rings. */
  readonly ringer?: string
}

const THEME_KEY = 'parley.theme'
const SOUND_KEY = 'parley.sound'
const NOTIFICATIONS_KEY = 'parley.notifications'
const DEVICES_KEY = 'parley.devices'
const FIRST_STEPS_KEY = 'parley.firstSteps'

export function theme(): Theme {
  const kept = read(THEME_KEY)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

export function setTheme(chosen: Theme): void {
  write(THEME_KEY, chosen)
  applyTheme()
}

/** Once per page: applies the choice and follows the system and the page's other windows. */
export function followTheme(): void {
  applyTheme()
  darkSystem().addEventListener('change', applyTheme)
  addEventListener('storage', applyTheme)
}

export function soundIsOn(): boolean {
  return read(SOUND_KEY) !== 'off'
}

export function setSound(on: boolean): void {
  write(SOUND_KEY, on ? 'on' : 'off')
}

export function soundDevices(): SoundDevices {
  try {
    return JSON.parse(read(DEVICES_KEY) ?? '{}') as SoundDevices // written below
  } catch {
    return {} // somebody else has written there
  }
}

export function setSoundDevices(devices: SoundDevices): void {
  write(DEVICES_KEY, JSON.stringify(devices))
}

/** Whether news may be shown on the desktop while the page is hidden. */
export function notificationsAreOn(): boolean {
  return (
    read(NOTIFICATIONS_KEY) === 'on' &&
    'Notification' in globalThis &&
    Notification.permission === 'granted'
  )
}

/** Asks the browser first; answers whether it lets us. */
export async function setNotifications(on: boolean): Promise<boolean> {
  const may =
    on && 'Notification' in globalThis && (await Notification.requestPermission()) === 'granted'
  write(NOTIFICATIONS_KEY, may ? 'on' : 'off')
  return may
}

export function firstStepsAreHidden(): boolean {
  return read(FIRST_STEPS_KEY) === 'hidden'
}

export function hideFirstSteps(): void {
  write(FIRST_STEPS_KEY, 'hidden')
}

function applyTheme(): void {
  const chosen = theme()
  const dark = chosen === 'dark' || (chosen === 'system' && darkSystem().matches)
  applyMode(dark ? Mode.Dark : Mode.Light)
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light'
}

function darkSystem(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)')
}

function read(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined // storage is shut in some embedded frames
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // as above: the choice then lasts as long as the page
  }
}
