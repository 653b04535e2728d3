// What is asked of those who carry messages to customers: SMS and the like.
import type { ServiceQuestion } from '../../service.ts'

export interface OutboundChat {
  /** `CONNECT_PHONENUMBER_ARN` and the ARN of one of our numbers. */
  readonly from: { readonly address: string; readonly type: string }
  /** `TELEPHONE_NUMBER` and a number in E.164. */
  readonly to: { readonly address: string; readonly type: string }
  /** What the chat runs once it is there. */
  readonly flowId: string
  /** `connect:SMS` and the like. */
  readonly subtype: string
  /** What the customer is sent first. */
  readonly message?: string
  readonly relatedContactId?: string
}

/** Answered with the new contact's id as `ContactId`. */
export function startOutboundChat(
  { from, to, ...rest }: OutboundChat,
  timeLimitMs: number,
): ServiceQuestion {
  return {
    service: 'messaging',
    operation: 'startOutboundChat',
    parameters: { from: { ...from }, to: { ...to }, ...rest },
    timeLimitMs,
  }
}
