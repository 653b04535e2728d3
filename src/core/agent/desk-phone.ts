// Where an agent with a telephone on the desk is reached.
import { dialable } from '../contact/dialable.ts'
import type { DirectoryView } from '../directory/directory.ts'
import type { DialTarget } from '../effect.ts'

/**
 * The API wants a number in E.164. `+1001` is the phone that registers with us as `1001`, if one may;
 * any other number is called through a trunk.
 */
export function deskPhoneTarget(
  directory: DirectoryView,
  instanceId: string,
  number: string,
): Exclude<DialTarget, { type: 'softphone' }> {
  const user = number.startsWith('+') ? number.slice(1) : number
  const isOurs = user === number || directory.get('sip-phone', user) !== undefined
  const target = dialable(directory, instanceId, number)
  // A number that may not be called is reached only if a phone of that name is here. Short ones are
  // extensions of an exchange behind the trunk.
  const isForbidden = 'refused' in target && target.refused === 'notAllowed'
  return isOurs || isForbidden ? { type: 'desk-phone', user } : { type: 'number', number }
}
