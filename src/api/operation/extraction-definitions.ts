// What is to be found out from what people say. Kept; nothing listens yet.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import { arnOf } from '../arn.ts'
import { callerArn } from '../caller-arn.ts'
import { answer, change, changed, type Operation, type Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { create, edit, find, listed, membersOf, remove, requireFreeName } from '../resource.ts'
import { invalidParameter } from '../service-error.ts'

type Definition = Entry<'extraction-definition'>
type Content = Pick<Plain<sdk.ExtractionDefinition>, 'ExtractionConfiguration' | 'Display'>

export const createExtractionDefinition: Operation<'CreateExtractionDefinition'> = (
  input,
  context,
) => {
  const { Name, Display, Tags } = input
  requireFreeName(context, 'extraction-definition', Name)
  const ExtractionConfiguration = checked(input.ExtractionConfiguration)
  const document = {
    Name,
    ExtractionConfiguration,
    Display,
    Tags,
    LastUpdatedBy: callerArn(context),
  }
  const { id, arn, input: put } = create(context, 'extraction-definition', document)
  return changed({ ExtractionDefinitionId: id, ExtractionDefinitionArn: arn }, put)
}

export const describeExtractionDefinition: Operation<'DescribeExtractionDefinition'> = (
  { ExtractionDefinitionId },
  context,
) => {
  const definition = find(context, 'extraction-definition', ExtractionDefinitionId)
  const { Tags } = definition.document
  const { ExtractionConfiguration, Display } = membersOf<Content>(definition)
  return answer({
    ExtractionDefinition: {
      ...summary(context, definition),
      ...{ ExtractionConfiguration, Display, Tags },
    },
  })
}

export const updateExtractionDefinition: Operation<'UpdateExtractionDefinition'> = (
  input,
  context,
) => {
  const definition = find(context, 'extraction-definition', input.ExtractionDefinitionId)
  const { Name, Display } = input
  requireFreeName(context, 'extraction-definition', Name, definition.id)
  const ExtractionConfiguration = checked(input.ExtractionConfiguration)
  const members = { Name, ExtractionConfiguration, Display, LastUpdatedBy: callerArn(context) }
  return change(edit(context, 'extraction-definition', definition, members))
}

export const deleteExtractionDefinition: Operation<'DeleteExtractionDefinition'> = (
  { ExtractionDefinitionId },
  context,
) => {
  const { id } = find(context, 'extraction-definition', ExtractionDefinitionId)
  return change(remove('extraction-definition', id))
}

export const listExtractionDefinitions: Operation<'ListExtractionDefinitions'> = (
  input,
  context,
) => {
  const { items, NextToken } = listed(context, 'extraction-definition', input, each =>
    summary(context, each),
  )
  return answer({ ExtractionDefinitionSummaryList: items, NextToken })
}

function checked(configuration: Plain<sdk.ExtractionConfiguration>) {
  const { Behavior, DefaultValue } = configuration.NotFoundBehavior ?? {}
  if (Behavior === 'USE_DEFAULT_VALUE' && DefaultValue === undefined) {
    throw invalidParameter('Member NotFoundBehavior has a DefaultValue for USE_DEFAULT_VALUE.')
  }
  return configuration
}

function summary(context: OperationContext, { id, document }: Definition) {
  const { Name, CreatedTime = 0, LastModifiedTime = 0, LastUpdatedBy } = document
  return {
    Name,
    ExtractionDefinitionId: id,
    ExtractionDefinitionArn: arnOf(context, 'extraction-definition', id),
    CreatedTime,
    LastUpdatedTime: LastModifiedTime,
    LastUpdatedBy,
  }
}
