// What the customer's browser asks of a widget, made into a request of the API's StartChatContact.
import type { ChatWidgetDocument } from '../../core/directory/chat-widget.ts'
import type { WidgetClaims } from './widget-token.ts'

/** Attributes that come by a widget are called so, that they are never taken for the centre's own. */
const PREFIX = 'HostedWidget-'
const MARKDOWN = 'text/markdown'

export interface WidgetStart {
  readonly instanceId: string
  readonly widget: ChatWidgetDocument
  /** What a valid token says; undefined when there was none. */
  readonly claims: WidgetClaims | undefined
}

type Body = Readonly<Record<string, unknown>>

/** The body of StartChatContact, or a sentence that says what is wrong. The API checks the rest. */
export function startChatBody(asked: Body, start: WidgetStart): Body | string {
  const { widget, claims } = start
  const { Attributes = {}, InitialMessage, ChatDurationInMinutes } = asked
  if (!isObject(Attributes)) return '`Attributes` must be an object.'
  if (asked.PersistentChat !== undefined) {
    return 'Which chat this one goes on with is said by `persistentChat` of the token alone.'
  }
  if (widget.requiresToken && Object.keys(Attributes).length > 0) {
    return 'Attributes of this widget are said by `attributes` of the token alone.'
  }
  return {
    InstanceId: start.instanceId,
    ContactFlowId: widget.flowId,
    ParticipantDetails: { DisplayName: displayName(asked) },
    Attributes: prefixed({ ...Attributes, ...claims?.attributes }),
    SupportedMessagingContentTypes: contentTypes(asked, widget),
    ...(InitialMessage !== undefined && { InitialMessage }),
    ...(ChatDurationInMinutes !== undefined && { ChatDurationInMinutes }),
    ...(claims?.segmentAttributes && { SegmentAttributes: claims.segmentAttributes }),
    ...(claims?.relatedContactId !== undefined && { RelatedContactId: claims.relatedContactId }),
    ...(claims?.customerId !== undefined && { CustomerId: claims.customerId }),
    ...(claims?.persistentChat && { PersistentChat: claims.persistentChat }),
  }
}

function displayName({ ParticipantDetails, Username }: Body): unknown {
  const given = isObject(ParticipantDetails) ? ParticipantDetails.DisplayName : undefined
  return given ?? Username ?? 'Customer'
}

function prefixed(attributes: Body): Body {
  const entries = Object.entries(attributes)
  return Object.fromEntries(
    entries.map(([name, value]) => [name.startsWith(PREFIX) ? name : `${PREFIX}${name}`, value]),
  )
}

/** What the customer's window can show, as far as this widget may. */
function contentTypes(asked: Body, { features }: ChatWidgetDocument): unknown {
  const given = asked.SupportedMessagingContentTypes
  if (given === undefined) return features.markdown ? ['text/plain', MARKDOWN] : ['text/plain']
  // Not a list: the API says so.
  if (!Array.isArray(given)) return given
  const allowed = given.filter(each => each !== MARKDOWN || features.markdown)
  return [...new Set(['text/plain', ...allowed])]
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
