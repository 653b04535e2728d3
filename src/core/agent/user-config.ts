// What a user's configuration says for one channel: whether offers are accepted by themselves, and how long
// after-contact work may take.
import type { UserDocument } from '../directory/document.ts'

/** `isCallback`: the agent is asked before the customer is called. */
export function autoAccepts(
  user: UserDocument | undefined,
  channel: string,
  isCallback: boolean,
): boolean {
  const own = user?.AutoAcceptConfigs?.find(({ Channel }) => Channel === channel)
  const usual = own?.AutoAccept ?? (channel === 'VOICE' && user?.PhoneConfig.AutoAccept === true)
  return isCallback ? (own?.AgentFirstCallbackAutoAccept ?? usual) : usual
}

/** Seconds; undefined without a limit. */
export function afterContactWorkLimit(
  user: UserDocument | undefined,
  channel: string,
  isCallback: boolean,
): number | undefined {
  const own = user?.AfterContactWorkConfigs?.find(({ Channel }) => Channel === channel)
  const forCallbacks = isCallback ? own?.AgentFirstCallbackAfterContactWorkConfig : undefined
  const config = forCallbacks ?? own?.AfterContactWorkConfig ?? user?.PhoneConfig
  const limit = config?.AfterContactWorkTimeLimit ?? 0
  return limit > 0 ? limit : undefined
}
