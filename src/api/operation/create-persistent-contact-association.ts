import { openChat, pastChat } from '../chat-contact.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'

/** A chat goes on with one of before. */
export const createPersistentContactAssociation: Operation<
  'CreatePersistentContactAssociation'
> = async (input, context) => {
  const source = await pastChat(context, input.SourceContactId, input.RehydrationType)
  return () => {
    const { contactId } = openChat(context, input.InitialContactId)
    return changed(
      { ContinuedFromContactId: source },
      {
        type: 'chat.rehydrated',
        contactId,
        sourceContactId: source,
        rehydration: input.RehydrationType,
      },
    )
  }
}
