// What a function is told of the contact: FLOW_LANGUAGE §5, member by member, null where nothing is
// known. Functions written for the service read these names.
import type { Json, JsonObject } from '../json.ts'

/** @param read what `$.<name>` leads to. */
export function contactData(read: (name: string) => Json | undefined): JsonObject {
  const known = (name: string): Json => read(name) ?? null
  return {
    Attributes: known('Attributes'),
    AwsRegion: known('AwsRegion'),
    Channel: known('Channel'),
    ContactId: known('ContactId'),
    CustomerEndpoint: endpoint(read('CustomerEndpoint')),
    CustomerId: known('CustomerId'),
    Description: known('Description'),
    InitialContactId: known('InitialContactId'),
    InitiationMethod: known('InitiationMethod'),
    InstanceARN: known('InstanceARN'),
    LanguageCode: known('LanguageCode'),
    MediaStreams: read('MediaStreams') ?? { Customer: { Audio: null } },
    Name: known('Name'),
    PreviousContactId: known('PreviousContactId'),
    Queue: known('Queue'),
    References: read('References') ?? {},
    RelatedContactId: known('RelatedContactId'),
    SegmentAttributes: read('SegmentAttributes') ?? {},
    SystemEndpoint: endpoint(read('SystemEndpoint')),
    Tags: read('Tags') ?? {},
  }
}

/** An endpoint without an address is no endpoint. */
function endpoint(value: Json | undefined): Json {
  if (typeof value !== 'object' || value === null) return null
  const { Address, Type } = value as JsonObject
  return Address === undefined || Address === '' ? null : { Address, Type }
}
