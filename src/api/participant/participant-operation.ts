// What an operation of the participant service is: somebody in a chat asks for something. What they
// write goes to the chat service, not through the journal.
import type * as sdk from '@aws-sdk/client-connectparticipant'
import type { ChatPort, Member } from '../../channel/chat/chat-port.ts'
import type { ChatTokens } from '../../channel/chat/chat-tokens.ts'
import type { CommandInput, CommandOutput } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import type { AttachmentCount } from './attachment/attachment-count.ts'
import type { Attachments } from './attachment/attachments.ts'

/** Every operation of the service. */
export type ParticipantOperationName = Exclude<
  { [K in keyof typeof sdk]: K extends `${infer Name}Command` ? Name : never }[keyof typeof sdk],
  '$'
>

export type ParticipantOperation<Name extends ParticipantOperationName> = (
  input: CommandInput<(typeof sdk)[`${Name}Command`]>,
  context: ParticipantContext,
) => Answer<CommandOutput<(typeof sdk)[`${Name}Command`]>>

type Answer<Output> = Output | Promise<Output>

export interface ParticipantContext extends Omit<OperationContext, 'caller'> {
  /** Who asks, as the bearer token says. */
  readonly who: Member
  readonly chat: ChatPort
  readonly tokens: ChatTokens
  readonly attachments: Attachments
  readonly attachmentCount: AttachmentCount
  /** Where the caller reaches us with HTTP and with a WebSocket: scheme, host and port. */
  readonly origin: string
  readonly socketOrigin: string
}
