// Errors as the service answers them: a status, the exception's name in a header, its members in
// the body.
import type { Refusal } from '../core/refusal.ts'
import type { ApiResponse } from './api-request.ts'
import type { ServiceModel, StructureShape } from './contract/service-model.ts'
import { ServiceError } from './service-error.ts'
import { InvalidInput } from './shape-reader.ts'

/** Exceptions that no operation's model lists: they come before any operation. */
const COMMON_STATUS: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  IncompleteSignatureException: 400,
  InvalidSignatureException: 403,
  MissingAuthenticationTokenException: 403,
  UnrecognizedClientException: 403,
  UnknownOperationException: 404,
  RequestEntityTooLargeException: 413,
  SerializationException: 400,
  UnsupportedMediaTypeException: 415,
  NotImplementedException: 501,
}

/** What an operation may say instead when the service does not have it say the first. */
const INSTEAD: Readonly<Record<string, readonly string[]>> = {
  InvalidParameterException: ['InvalidRequestException'],
  InvalidRequestException: ['InvalidParameterException'],
  IdempotencyException: ['InvalidRequestException'],
  ValidationException: ['InvalidRequestException', 'InvalidParameterException'],
  ConflictException: ['InvalidRequestException', 'InvalidParameterException'],
  InternalServerException: ['InternalServiceException'],
  ContactNotFoundException: ['ResourceNotFoundException'],
  DestinationNotAllowedException: ['InvalidRequestException', 'InvalidParameterException'],
  UserNotFoundException: ['ResourceNotFoundException'],
  DuplicateResourceException: ['ResourceConflictException', 'InvalidRequestException'],
  LimitExceededException: ['ServiceQuotaExceededException', 'InvalidRequestException'],
  ServiceQuotaExceededException: ['LimitExceededException', 'InvalidRequestException'],
  PropertyValidationException: ['InvalidRequestException', 'InvalidParameterException'],
  ResourceInUseException: ['ResourceConflictException', 'InvalidRequestException'],
}

export function errorResponse(
  model: ServiceModel,
  operation: string | undefined,
  requestId: string,
  error: unknown,
): ApiResponse {
  const known = asServiceError(error)
  const listed = operation === undefined ? [] : (model.operations[operation]?.errors ?? [])
  const name = nameFor(known.name, listed)
  const shape = model.shapes[name]
  const structure = shape?.type === 'structure' ? shape : undefined
  return {
    status: structure?.error ?? COMMON_STATUS[name] ?? 500,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': requestId,
      'x-amzn-errortype': name,
    },
    body: JSON.stringify(bodyOf(known, structure)),
  }
}

function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error
  if (error instanceof InvalidInput) {
    const name = error.reason === 'form' ? 'InvalidRequestException' : 'InvalidParameterException'
    return new ServiceError(name, error.message)
  }
  return new ServiceError('InternalServiceException', 'Something went wrong on our side.')
}

function nameFor(name: string, listed: readonly string[]): string {
  if (listed.includes(name)) return name
  return INSTEAD[name]?.find(other => listed.includes(other)) ?? name
}

function bodyOf(error: ServiceError, shape: StructureShape | undefined): object {
  const named = Object.keys(shape?.members ?? {})
  const message = named.includes('message') ? 'message' : 'Message'
  const members = Object.entries(error.members).filter(([name]) => !shape || named.includes(name))
  return { [message]: error.message, ...Object.fromEntries(members) }
}

/** The centre's refusals, as the service's exceptions. */
export function refusalError({ refused, message }: Refusal): ServiceError {
  switch (refused) {
    case 'ContactNotFound':
      return new ServiceError('ContactNotFoundException', message)
    case 'AgentNotFound':
    case 'StatusNotFound':
    case 'ResourceNotFound':
      return new ServiceError('ResourceNotFoundException', message)
    case 'AlreadyThere':
      return new ServiceError('ResourceConflictException', message)
    case 'LimitExceeded':
      return new ServiceError('LimitExceededException', message)
    case 'DestinationNotAllowed':
      return new ServiceError('DestinationNotAllowedException', message)
    case 'WrongState':
    case 'TooLarge':
      return new ServiceError('InvalidRequestException', message)
  }
}
