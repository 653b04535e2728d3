import type { ActionKind } from '../action-kind.ts'
import { failed } from '../ask.ts'
import { isTrue, isWord, membersOf } from '../parameter.ts'

/** What is written in a chat goes through a function first, or no longer does. */
export const updateContactMediaProcessing: ActionKind = {
  type: 'UpdateContactMediaProcessing',

  enter({ parameters }, view) {
    if (view.channel !== 'CHAT') return failed('ChannelMismatch')
    const { ProcessingEnabled, LambdaProcessorARN, ChatProcessorSettings } = membersOf(
      parameters.ChatProcessor,
    )
    const enabled = view.text(ProcessingEnabled)
    if (!isTrue(enabled)) {
      if (!isWord(enabled, 'false')) return failed('NoMatchingError', 'Neither on nor off.')
      return { leave: { by: 'next' }, deeds: [{ do: 'setChatProcessor', processor: undefined }] }
    }
    const functionArn = view.text(LambdaProcessorARN).trim()
    if (functionArn === '') return failed('NoMatchingError', 'There is no function.')
    const delivers = view.text(membersOf(ChatProcessorSettings).DeliverUnprocessedMessages)
    const processor = { functionArn, deliversUnprocessed: isTrue(delivers) }
    return { leave: { by: 'next' }, deeds: [{ do: 'setChatProcessor', processor }] }
  },
}
