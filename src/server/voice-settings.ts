// What a voice node must know of the configuration.
import type { TrunkSettings, VoiceSettings } from '../channel/voice/bus-message.ts'
import type { DirectoryView } from '../core/directory/directory.ts'
import type { SipTrunkDocument } from '../core/directory/document.ts'
import type { Configuration } from './configuration.ts'

/** Kinds of configured things that voice nodes are told about. */
export const VOICE_KINDS: readonly string[] = ['sip-trunk', 'sip-phone', 'instance']

export function voiceSettings(
  directory: DirectoryView,
  instanceId: string,
  ofEnvironment: Configuration['sipTrunk'],
): VoiceSettings {
  const alias = directory.get('instance', instanceId)?.Alias ?? instanceId
  const configured = [...directory.list('sip-trunk')].map(({ id, document }) => trunk(id, document))
  return {
    trunks: ofEnvironment ? [environmentTrunk(ofEnvironment), ...configured] : configured,
    phones: [...directory.list('sip-phone')].map(({ document }) => ({
      user: document.Username,
      ha1Md5: document.Ha1Md5,
      ha1Sha256: document.Ha1Sha256,
    })),
    recordingPrefix: `connect/${alias}/CallRecordings`,
  }
}

function environmentTrunk({
  addresses,
  uri,
  username,
  password,
}: NonNullable<Configuration['sipTrunk']>): TrunkSettings {
  return {
    trunkId: 'environment',
    addresses,
    ...(uri === undefined ? {} : { outboundUri: uri }),
    ...(username === undefined ? {} : { outboundUsername: username }),
    ...(password === undefined ? {} : { outboundPassword: password }),
  }
}

function trunk(trunkId: string, document: SipTrunkDocument): TrunkSettings {
  const { Username, Ha1Md5, Ha1Sha256, OutboundUri, OutboundUsername, OutboundPassword } = document
  return {
    trunkId,
    addresses: document.Addresses,
    ...(Username === undefined ? {} : { username: Username }),
    ...(Ha1Md5 === undefined ? {} : { ha1Md5: Ha1Md5 }),
    ...(Ha1Sha256 === undefined ? {} : { ha1Sha256: Ha1Sha256 }),
    ...(OutboundUri === undefined ? {} : { outboundUri: OutboundUri }),
    ...(OutboundUsername === undefined ? {} : { outboundUsername: OutboundUsername }),
    ...(OutboundPassword === undefined ? {} : { outboundPassword: OutboundPassword }),
  }
}
