// Answers flows that write to a customer first: `core/flow/service/messaging.ts` says what they ask.
import type { ChatInput } from '../../core/input.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Refusal } from '../../core/refusal.ts'
import type { ServiceAnswer, ServiceQuestion } from '../../core/service.ts'
import { uuidOf } from '../../io/crypto.ts'
import { ChatRefusal } from '../chat/chat-port.ts'
import type { MessagingPort } from './messaging-port.ts'

export interface OutboundChatWorld {
  readonly messaging: Pick<MessagingPort, 'prepareOutbound'>
  /** The number of one of ours, by its ARN. */
  numberOf(arn: string): string | undefined
  submit(input: ChatInput): Promise<Refusal | undefined>
}

export class OutboundChatService {
  readonly #world: OutboundChatWorld

  constructor(world: OutboundChatWorld) {
    this.#world = world
  }

  /** `askId`: the same question again begins the same chat. */
  async ask({ parameters }: ServiceQuestion, askId: string): Promise<ServiceAnswer> {
    const { from, to, flowId, subtype, message, relatedContactId } = parameters
    const contactId = uuidOf(`chat asked for by ${askId}`)
    try {
      const started = await this.#world.messaging.prepareOutbound({
        contactId,
        from: this.#ours(from as JsonObject),
        to: theirs(to as JsonObject),
        subtype: String(subtype),
        flowId: String(flowId),
        initiationMethod: 'FLOW',
        ...(typeof message === 'string' && {
          systemMessage: { contentType: 'text/plain', content: message },
        }),
        ...(typeof relatedContactId === 'string' && { relatedContactId }),
      })
      const refused = await this.#world.submit(started)
      // The question has come again, and it was answered by then.
      if (refused && refused.refused !== 'AlreadyThere') return failed(refused.message)
      return { ok: true, result: { ContactId: contactId } }
    } catch (error) {
      if (error instanceof ChatRefusal) return failed(error.message)
      throw error
    }
  }

  #ours({ address, type }: JsonObject): string {
    const given = String(address)
    const number = type === 'CONNECT_PHONENUMBER_ARN' ? this.#world.numberOf(given) : given
    if (number !== undefined) return number
    throw new ChatRefusal('NotFound', `${given} is no number of this instance.`)
  }
}

function theirs({ address, type }: JsonObject): string {
  if (type === 'TELEPHONE_NUMBER' && /^\+[1-9]\d{1,14}$/.test(String(address))) {
    return String(address)
  }
  throw new ChatRefusal('Invalid', 'The customer’s address must be a telephone number in E.164.')
}

function failed(message: string): ServiceAnswer {
  return { ok: false, error: 'NoMatchingError', message }
}
