import { ServiceError } from '../service-error.ts'

/** What is asked cannot be so, as the participant service says it. */
export function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message)
}
