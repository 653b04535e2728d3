// Channels as they are configured now.
import type { DirectoryView } from '../../core/directory/directory.ts'
import type { MessagingChannelDocument } from '../../core/directory/messaging-channel.ts'
import type { MessagingChannel } from './messaging-adapter.ts'

interface Place {
  readonly centre: { readonly directory: DirectoryView }
  readonly origin: string
}

/** Undefined when there is none of the name. */
export function channelNamed(place: Place, channelId: string): MessagingChannel | undefined {
  const document = place.centre.directory.get('messaging-channel', channelId)
  return document && channelOf(place, channelId, document)
}

/** The channel that carries messages from and to an address of ours. */
export function channelOfAddress(
  place: Place,
  address: string,
  subtype?: string,
): MessagingChannel | undefined {
  for (const { id, document } of place.centre.directory.list('messaging-channel')) {
    const isOfType = subtype === undefined || document.subtype === subtype
    if (document.provider !== 'topic' && isOfType && document.addresses.includes(address)) {
      return channelOf(place, id, document)
    }
  }
  return undefined
}

/** The channel that stands for a topic, by its ARN. */
export function topicChannel(place: Place, arn: string): MessagingChannel | undefined {
  for (const { id, document } of place.centre.directory.list('messaging-channel')) {
    if (document.provider === 'topic' && document.addresses.includes(arn)) {
      return channelOf(place, id, document)
    }
  }
  return undefined
}

function channelOf(
  { origin }: Place,
  channelId: string,
  document: MessagingChannelDocument,
): MessagingChannel {
  const callbackUrl = `${document.publicUrl ?? origin}/api/messaging/${channelId}/in`
  return { ...document, channelId, callbackUrl }
}
