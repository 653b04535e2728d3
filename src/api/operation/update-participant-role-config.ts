import { minutes } from '../../core/instant.ts'
import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { invalidRequest } from '../service-error.ts'

export const updateParticipantRoleConfig: Operation<'UpdateParticipantRoleConfig'> = input => {
  const timers = input.ChannelConfiguration.Chat?.ParticipantTimerConfigList ?? []
  return change({
    type: 'chat.quietLimits',
    contactId: bareId(input.ContactId),
    limits: timers.map(({ ParticipantRole, TimerType, TimerValue }) => {
      if (ParticipantRole !== 'CUSTOMER' && ParticipantRole !== 'AGENT') {
        throw invalidRequest('Member ParticipantRole must be CUSTOMER or AGENT.')
      }
      const count = TimerValue?.ParticipantTimerDurationInMinutes
      return {
        role: ParticipantRole,
        limit: TimerType === 'IDLE' ? ('idle' as const) : ('disconnect' as const),
        ...(count !== undefined && { afterMs: minutes(count) }),
      }
    }),
  })
}
