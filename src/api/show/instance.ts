// An instance as the API shows it.
import type { InstanceDocument } from '../../core/directory/document.ts'
import { instanceArn } from '../arn.ts'
import type { OperationContext } from '../operation-context.ts'
import { find } from '../resource.ts'

/** What an instance has when nobody said otherwise. */
const DEFAULTS = {
  AUTO_RESOLVE_BEST_VOICES: 'true',
  CONTACTFLOW_LOGS: 'true',
  CONTACT_LENS: 'false',
  EARLY_MEDIA: 'true',
  ENHANCED_CHAT_MONITORING: 'true',
  ENHANCED_CONTACT_MONITORING: 'true',
  HIGH_VOLUME_OUTBOUND: 'false',
  INBOUND_CALLS: 'true',
  MULTI_PARTY_CHAT_CONFERENCE: 'false',
  MULTI_PARTY_CONFERENCE: 'false',
  OUTBOUND_CALLS: 'true',
  USE_CUSTOM_TTS_VOICES: 'false',
} as const

/** Attribute values by type: what was set, else what holds by default. */
export function attributesOf(instance: InstanceDocument): Readonly<Record<string, string>> {
  return {
    ...DEFAULTS,
    ...(instance.Attributes as Readonly<Record<string, string>> | undefined),
  }
}

export function showInstance(context: OperationContext) {
  const { id, document } = find(context, 'instance', context.centre.instanceId)
  const attributes = attributesOf(document)
  return {
    Id: id,
    Arn: instanceArn(context),
    IdentityManagementType: 'CONNECT_MANAGED' as const,
    InstanceAlias: document.Alias,
    CreatedTime: Number(document.CreatedTime ?? 0),
    InstanceStatus: 'ACTIVE' as const,
    InboundCallsEnabled: attributes.INBOUND_CALLS === 'true',
    OutboundCallsEnabled: attributes.OUTBOUND_CALLS === 'true',
    Tags: document.Tags as Readonly<Record<string, string>> | undefined,
  }
}
