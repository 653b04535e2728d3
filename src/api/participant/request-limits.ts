// How often a participant may ask for what costs much. What is written is limited by the chat service.
import { Allowance, type Limit } from '../../channel/chat/allowance.ts'
import type { Instant } from '../../core/instant.ts'
import { ServiceError } from '../service-error.ts'

/** A client whose clock is wrong by days asks for connections in a loop. */
const LIMITS: Readonly<Record<string, Limit>> = {
  CreateParticipantConnection: { burst: 60, perSecond: 5 },
  GetTranscript: { burst: 100, perSecond: 20 },
  StartAttachmentUpload: { burst: 40, perSecond: 1 },
  CompleteAttachmentUpload: { burst: 40, perSecond: 1 },
  GetAttachment: { burst: 100, perSecond: 5 },
}
/** Participants remembered: who is forgotten may begin anew. */
const REMEMBERED_MAX = 50_000

export class RequestLimits {
  readonly #allowances = new Map<string, Allowance>()

  /** Throws when it is too often. */
  use(operation: string, participantId: string, now: Instant): void {
    const limit = LIMITS[operation]
    if (!limit) return
    const key = `${operation} ${participantId}`
    let allowance = this.#allowances.get(key)
    if (!allowance) {
      allowance = new Allowance(limit, now)
      this.#allowances.set(key, allowance)
      for (const oldest of this.#allowances.keys()) {
        if (this.#allowances.size <= REMEMBERED_MAX) break
        this.#allowances.delete(oldest)
      }
    }
    if (allowance.take(now)) return
    throw new ServiceError('ThrottlingException', `${operation} is asked too often. Wait a moment.`)
  }
}
