// What those who carry messages refuse, as the service names it.
import { ChatRefusal } from '../channel/chat/chat-port.ts'
import { ServiceError } from './service-error.ts'

const NAMES: Readonly<Record<ChatRefusal['reason'], string>> = {
  AccessDenied: 'AccessDeniedException',
  Invalid: 'InvalidRequestException',
  Throttled: 'ThrottlingException',
  Conflict: 'ConflictException',
  QuotaExceeded: 'LimitExceededException',
  NotFound: 'ResourceNotFoundException',
}

/** Waits, and throws what the service throws. */
export async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ChatRefusal) throw new ServiceError(NAMES[error.reason], error.message)
    throw error
  }
}
