// What is told in a chat, as the official chat libraries hear it over a socket.
import type { ChatTold } from '../../channel/chat/chat-port.ts'
import { showItem, showReceipt } from './shown-item.ts'

export function showTold(told: Exclude<ChatTold, { type: 'over' }>): object {
  const InitialContactId = told.conversationId
  switch (told.type) {
    case 'line':
      return { ...showItem(told.line), InitialContactId }
    case 'signal': {
      const { id, at, from, signal, contactId } = told
      const { part } = signal
      return {
        Id: id,
        Type: part ? 'MESSAGE' : 'EVENT',
        ContentType: signal.contentType,
        Content: signal.content,
        ParticipantId: from.participantId,
        // Clients put together what the system says in parts, and nobody else's.
        ParticipantRole: part ? 'SYSTEM' : from.role,
        DisplayName: from.displayName || undefined,
        MessageMetadata: part && { ChunkNumber: part.number, MessageCompleted: false },
        AbsoluteTime: new Date(at).toISOString(),
        ContactId: contactId,
        InitialContactId,
      }
    }
    case 'receipt': {
      const { itemId, receipt, contactId } = told
      return {
        Type: 'MESSAGEMETADATA',
        MessageMetadata: { MessageId: itemId, Receipts: [showReceipt(receipt)] },
        ContactId: contactId,
        InitialContactId,
      }
    }
    default:
      return told satisfies never
  }
}
