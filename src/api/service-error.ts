// What the API refuses, as the service names it. Thrown anywhere in an operation before it has
// changed anything; the frame turns it into the answer.

/** An exception of the service, with the members its shape has beside the message. */
export class ServiceError extends Error {
  readonly members: Readonly<Record<string, unknown>>

  constructor(name: string, message: string, members: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.name = name
    this.members = members
  }
}

/** The request itself is wrong: something is missing or has the wrong form. */
export function invalidRequest(message: string): ServiceError {
  return new ServiceError('InvalidRequestException', message)
}

/** A member has a value it may not have. */
export function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message)
}

/** Refuses what is asked for by members that nothing here obeys yet, rather than pretend. */
export function refuseUnbuilt<Input extends object>(
  input: Input,
  ...members: readonly (keyof Input & string)[]
): void {
  const asked = members.find(member => input[member] !== undefined)
  if (asked !== undefined) throw invalidRequest(`Member ${asked} is not supported yet.`)
}

export function notFound(message: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', message)
}

export function duplicate(message: string): ServiceError {
  return new ServiceError('DuplicateResourceException', message)
}

/** There are as many as there may be. */
export function limitExceeded(message: string): ServiceError {
  return new ServiceError('LimitExceededException', message)
}

/** It cannot go while another thing needs it. */
export function inUse(message: string, by: { type: string; arn: string }): ServiceError {
  return new ServiceError('ResourceInUseException', message, {
    ResourceType: by.type,
    ResourceId: by.arn,
  })
}
