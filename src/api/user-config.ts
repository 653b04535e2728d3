// Settings of a user for one channel each. What they say of VOICE is the phone's configuration as well, so the
// two are always written together.
import type * as sdk from '@aws-sdk/client-connect'
import type { UserDocument } from '../core/directory/document.ts'
import type { Plain } from './operation.ts'
import { given } from './resource.ts'
import { invalidRequest } from './service-error.ts'
import { checkPhoneConfig } from './show/user.ts'

export type UserConfigs = Plain<
  Pick<
    sdk.UpdateUserConfigRequest,
    | 'AutoAcceptConfigs'
    | 'AfterContactWorkConfigs'
    | 'PhoneNumberConfigs'
    | 'PersistentConnectionConfigs'
    | 'VoiceEnhancementConfigs'
  >
>

type PhoneConfig = Plain<sdk.UserPhoneConfig>

/** The members of a user that change with the settings; those not given stay. */
export function withConfigs(
  before: PhoneConfig,
  { AutoAcceptConfigs, AfterContactWorkConfigs, PhoneNumberConfigs, ...others }: UserConfigs,
): object {
  const { PersistentConnectionConfigs, VoiceEnhancementConfigs } = others
  for (const list of [AutoAcceptConfigs, AfterContactWorkConfigs, PhoneNumberConfigs]) {
    requireOncePerChannel(list ?? [])
  }
  const elsewhere = PhoneNumberConfigs?.find(({ Channel }) => Channel !== 'VOICE')
  if (elsewhere) throw invalidRequest('Member PhoneNumberConfigs is for channel VOICE alone.')
  const accept = ofVoice(AutoAcceptConfigs)
  const afterwards = ofVoice(AfterContactWorkConfigs)?.AfterContactWorkConfig
  const phone = ofVoice(PhoneNumberConfigs)
  const PhoneConfig = checkPhoneConfig({
    ...before,
    ...(accept && { AutoAccept: accept.AutoAccept }),
    ...(afterwards && { AfterContactWorkTimeLimit: afterwards.AfterContactWorkTimeLimit ?? 0 }),
    ...(phone && { PhoneType: phone.PhoneType, DeskPhoneNumber: phone.PhoneNumber }),
  })
  return given({
    PhoneConfig,
    AutoAcceptConfigs,
    AfterContactWorkConfigs,
    PersistentConnectionConfigs,
    VoiceEnhancementConfigs,
  })
}

/** What a new phone configuration changes in the settings for VOICE. */
export function withPhoneConfig(user: UserDocument, PhoneConfig: PhoneConfig): object {
  const { AutoAccept = false, AfterContactWorkTimeLimit = 0 } = PhoneConfig
  return {
    PhoneConfig,
    AutoAcceptConfigs: user.AutoAcceptConfigs?.map(each =>
      each.Channel === 'VOICE' ? { ...each, AutoAccept } : each,
    ),
    AfterContactWorkConfigs: user.AfterContactWorkConfigs?.map(each =>
      each.Channel === 'VOICE'
        ? { ...each, AfterContactWorkConfig: { AfterContactWorkTimeLimit } }
        : each,
    ),
  }
}

function ofVoice<Config extends { readonly Channel?: string | undefined }>(
  configs: readonly Config[] | undefined,
): Config | undefined {
  return configs?.find(({ Channel }) => Channel === 'VOICE')
}

function requireOncePerChannel(
  configs: readonly { readonly Channel?: string | undefined }[],
): void {
  const channels = configs.map(({ Channel }) => Channel)
  if (new Set(channels).size < channels.length) {
    throw invalidRequest('A channel may be configured once in each list.')
  }
}
