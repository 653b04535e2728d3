// Other systems that the instance works with, and what each is used for.
import type { Entry } from '../../core/directory/directory.ts'
import { arnOf } from '../arn.ts'
import { answer, change, changed, type Operation } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { create, find, listed, membersOf, remove } from '../resource.ts'
import { duplicate, invalidRequest, notFound } from '../service-error.ts'
import { requireUnused } from '../use.ts'

export const createIntegrationAssociation: Operation<'CreateIntegrationAssociation'> = (
  { InstanceId: _, ...input },
  context,
) => {
  const { IntegrationType, IntegrationArn, SourceApplicationName, SourceApplicationUrl } = input
  if (!IntegrationArn.startsWith('arn:')) {
    throw invalidRequest('Member IntegrationArn is an ARN.')
  }
  const isEvent = IntegrationType === 'EVENT'
  if (isEvent && (SourceApplicationName === undefined || SourceApplicationUrl === undefined)) {
    throw invalidRequest('An EVENT has a SourceApplicationName and a SourceApplicationUrl.')
  }
  for (const { document } of context.centre.directory.list('integration-association')) {
    if (
      document.IntegrationType !== IntegrationType ||
      document.IntegrationArn !== IntegrationArn
    ) {
      continue
    }
    throw duplicate(`There is a ${IntegrationType} with ${IntegrationArn} already.`)
  }
  const { id, arn, input: put } = create(context, 'integration-association', input)
  return changed({ IntegrationAssociationId: id, IntegrationAssociationArn: arn }, put)
}

export const deleteIntegrationAssociation: Operation<'DeleteIntegrationAssociation'> = (
  { IntegrationAssociationId },
  context,
) => {
  const { id } = find(context, 'integration-association', IntegrationAssociationId)
  requireUnused(context, 'integration-association', id)
  return change(remove('integration-association', id))
}

export const listIntegrationAssociations: Operation<'ListIntegrationAssociations'> = (
  input,
  context,
) => {
  const { IntegrationType, IntegrationArn } = input
  const { items, NextToken } = listed(
    context,
    'integration-association',
    input,
    entry => {
      const members = membersOf<{ SourceType?: 'SALESFORCE' | 'ZENDESK' | 'CASES' }>(entry)
      return {
        ...members,
        IntegrationAssociationId: entry.id,
        IntegrationAssociationArn: arnOf(context, 'integration-association', entry.id),
        InstanceId: context.centre.instanceId,
      }
    },
    ({ document }) =>
      (IntegrationType === undefined || document.IntegrationType === IntegrationType) &&
      (IntegrationArn === undefined || document.IntegrationArn === IntegrationArn),
  )
  return answer({ IntegrationAssociationSummaryList: items, NextToken })
}

export const createUseCase: Operation<'CreateUseCase'> = (input, context) => {
  const { UseCaseType, Tags } = input
  const { id: IntegrationAssociationId } = find(
    context,
    'integration-association',
    input.IntegrationAssociationId,
  )
  for (const { document } of context.centre.directory.list('use-case')) {
    const isOf = document.IntegrationAssociationId === IntegrationAssociationId
    if (isOf && document.UseCaseType === UseCaseType) {
      throw duplicate(`The integration is used for ${UseCaseType} already.`)
    }
  }
  const document = { IntegrationAssociationId, UseCaseType, Tags }
  const { id, arn, input: put } = create(context, 'use-case', document)
  return changed({ UseCaseId: id, UseCaseArn: arn }, put)
}

export const deleteUseCase: Operation<'DeleteUseCase'> = (input, context) =>
  change(remove('use-case', useCaseOf(context, input).id))

export const listUseCases: Operation<'ListUseCases'> = (input, context) => {
  const { id } = find(context, 'integration-association', input.IntegrationAssociationId)
  const { items, NextToken } = listed(
    context,
    'use-case',
    input,
    entry => ({
      UseCaseId: entry.id,
      UseCaseArn: arnOf(context, 'use-case', entry.id),
      UseCaseType: entry.document.UseCaseType,
    }),
    ({ document }) => document.IntegrationAssociationId === id,
  )
  return answer({ UseCaseSummaryList: items, NextToken })
}

function useCaseOf(
  context: OperationContext,
  asked: { readonly IntegrationAssociationId: string; readonly UseCaseId: string },
): Entry<'use-case'> {
  const { id } = find(context, 'integration-association', asked.IntegrationAssociationId)
  const useCase = find(context, 'use-case', asked.UseCaseId)
  if (useCase.document.IntegrationAssociationId === id) return useCase
  throw notFound(`The integration association has no use case ${useCase.id}.`)
}
