// What operations on a contact's recording have in common.
import { invalidRequest } from './service-error.ts'

/** The part of the contact whose recording is meant: the talk, unless the request says otherwise. */
export function recordedPart(type: string | undefined): 'talk' | 'automated' {
  if (type === 'SCREEN') throw invalidRequest('Screens are not recorded yet.')
  return type === 'IVR' ? 'automated' : 'talk'
}
