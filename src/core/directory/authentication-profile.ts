// How people may sign in: from where, and how long a session lasts.
import type { DirectoryView } from './directory.ts'
import type { Kept } from './document.ts'

/** The service's authentication profile: https://docs.aws.amazon.com/connect/latest/APIReference/API_AuthenticationProfile.html */
export interface AuthenticationProfileDocument extends Kept {
  readonly Name: string
  readonly Description?: string
  /** Addresses and ranges; from everywhere, when there is none. */
  readonly AllowedIps?: readonly string[]
  /** Addresses and ranges from which nobody signs in, whatever is allowed. */
  readonly BlockedIps?: readonly string[]
  /** Minutes until a session is looked at again. Ours looks with every request. */
  readonly PeriodicSessionDuration: number
  /** Minutes until people must sign in again. */
  readonly MaxSessionDuration: number
  /** Minutes without a sign of life until a session ends. */
  readonly SessionInactivityDuration: number
  /** Whether it does. */
  readonly SessionInactivityHandlingEnabled: boolean
}

/** The one of each instance: people are not divided among several. */
export const AUTHENTICATION_PROFILE = 'default'

const USUAL: AuthenticationProfileDocument = {
  Name: 'Default Authentication Profile',
  PeriodicSessionDuration: 60,
  MaxSessionDuration: 720,
  SessionInactivityDuration: 720,
  SessionInactivityHandlingEnabled: false,
}

/** The profile as it was set, or as it is where nobody has set anything. */
export function authenticationProfile(directory: DirectoryView): AuthenticationProfileDocument {
  return directory.get('authentication-profile', AUTHENTICATION_PROFILE) ?? USUAL
}
