// The lines of a chat that brought files.
import type { ChatPort, Member, ShownLine } from '../../../channel/chat/chat-port.ts'

const PAGE = 1000

/** Does the transcript that they may read have the file? */
export async function hasAttachment(
  chat: ChatPort,
  who: Member,
  attachmentId: string,
): Promise<boolean> {
  for await (const { item } of attachmentLines(chat, who)) {
    if (item.attachments?.some(each => each.attachmentId === attachmentId)) return true
  }
  return false
}

/** The oldest first. */
export async function* attachmentLines(chat: ChatPort, who: Member): AsyncGenerator<ShownLine> {
  for (let beyond: number | undefined; ; ) {
    const { lines, more } = await chat.transcript(who, {
      direction: 'forward',
      limit: PAGE,
      ...(beyond !== undefined && { beyond }),
    })
    yield* lines.filter(({ item }) => item.kind === 'ATTACHMENT')
    const last = lines.at(-1)
    if (!more || !last) return
    beyond = last.number
  }
}
