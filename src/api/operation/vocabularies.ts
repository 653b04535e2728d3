// Words a business's customers use, for whatever writes down what they say. Kept; nothing listens yet.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import { arnOf } from '../arn.ts'
import { answer, change, changed, type Operation } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { pageOf } from '../page.ts'
import { create, find, idOf, listed, put, remove, requireFreeName } from '../resource.ts'
import { inUse, invalidRequest } from '../service-error.ts'

const HEADER = /^phrase\t/i

export const createVocabulary: Operation<'CreateVocabulary'> = (input, context) => {
  const { VocabularyName: Name, LanguageCode, Content, Tags } = input
  requireFreeName(context, 'vocabulary', Name)
  if (!HEADER.test(Content)) {
    throw invalidRequest('Member Content is a table: its first line begins with Phrase and a tab.')
  }
  const document = { Name, LanguageCode, Content, Tags }
  const { id, arn, input: made } = create(context, 'vocabulary', document)
  return changed({ VocabularyId: id, VocabularyArn: arn, State: 'ACTIVE' }, made)
}

export const describeVocabulary: Operation<'DescribeVocabulary'> = ({ VocabularyId }, context) => {
  const vocabulary = find(context, 'vocabulary', VocabularyId)
  const { Content, Tags } = vocabulary.document
  return answer({ Vocabulary: { ...summary(context, vocabulary), Content, Tags } })
}

export const deleteVocabulary: Operation<'DeleteVocabulary'> = ({ VocabularyId }, context) => {
  const { id } = find(context, 'vocabulary', VocabularyId)
  for (const { id: language, document } of context.centre.directory.list('default-vocabulary')) {
    if (document.VocabularyId !== id) continue
    const by = { type: 'VOCABULARY', arn: arnOf(context, 'vocabulary', id) }
    throw inUse(`It is the default vocabulary of ${language}.`, by)
  }
  const VocabularyArn = arnOf(context, 'vocabulary', id)
  const State = 'DELETE_IN_PROGRESS'
  return changed({ VocabularyId: id, VocabularyArn, State }, remove('vocabulary', id))
}

export const searchVocabularies: Operation<'SearchVocabularies'> = (input, context) => {
  const { State, NameStartsWith = '', LanguageCode } = input
  const { items, NextToken } = listed(
    context,
    'vocabulary',
    input,
    each => summary(context, each),
    ({ document }) =>
      (State === undefined || State === 'ACTIVE') &&
      document.Name.toLowerCase().startsWith(NameStartsWith.toLowerCase()) &&
      (LanguageCode === undefined || document.LanguageCode === LanguageCode),
  )
  return answer({ VocabularySummaryList: items, NextToken })
}

/** Without a vocabulary the language has none by default any more. */
export const associateDefaultVocabulary: Operation<'AssociateDefaultVocabulary'> = (
  input,
  context,
) => {
  const { LanguageCode } = input
  const VocabularyId = idOf(context, 'vocabulary', input.VocabularyId)
  if (VocabularyId === undefined) return change(remove('default-vocabulary', LanguageCode))
  const { document } = find(context, 'vocabulary', VocabularyId)
  if (document.LanguageCode !== LanguageCode) {
    throw invalidRequest(`The vocabulary is one of ${document.LanguageCode}.`)
  }
  return change(put(context, 'default-vocabulary', LanguageCode, { VocabularyId }))
}

export const listDefaultVocabularies: Operation<'ListDefaultVocabularies'> = (input, context) => {
  const defaults = [...context.centre.directory.list('default-vocabulary')]
    .filter(({ id }) => input.LanguageCode === undefined || input.LanguageCode === id)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const { items, NextToken } = pageOf(defaults, input, ({ id }) => id)
  return answer({
    DefaultVocabularyList: items.map(({ id, document: { VocabularyId } }) => ({
      InstanceId: context.centre.instanceId,
      LanguageCode: id as sdk.VocabularyLanguageCode,
      VocabularyId,
      VocabularyName: find(context, 'vocabulary', VocabularyId).document.Name,
    })),
    NextToken,
  })
}

function summary(context: OperationContext, { id, document }: Entry<'vocabulary'>) {
  const { Name, LanguageCode, LastModifiedTime = 0 } = document
  return {
    Id: id,
    Arn: arnOf(context, 'vocabulary', id),
    Name,
    LanguageCode: LanguageCode as sdk.VocabularyLanguageCode,
    State: 'ACTIVE' as const,
    LastModifiedTime,
  }
}
