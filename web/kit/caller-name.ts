import { messages } from './messages.ts'

/** How a customer is shown: the number, or what stands for one. */
export function callerName(address: string | undefined): string {
  if (address === undefined) return messages.softphone.unknownCaller
  // Calls from our own phone page have no number (see the voice node's browser legs).
  return address === 'browser' ? messages.softphone.browserCaller : address
}
