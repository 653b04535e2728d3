// Where an agent with a telephone on the desk is reached.
import type { DirectoryView } from '../directory/directory.ts'
import type { DialTarget } from '../effect.ts'

/**
 * The API wants a number in E.164. `+1001` is the phone that registers with us as `1001`, if one may;
 * any other number is called through a trunk.
 */
export function deskPhoneTarget(
  directory: DirectoryView,
  number: string,
): Exclude<DialTarget, { type: 'softphone' }> {
  const user = number.startsWith('+') ? number.slice(1) : number
  const isOurs = user === number || directory.get('sip-phone', user) !== undefined
  return isOurs ? { type: 'desk-phone', user } : { type: 'number', number }
}
