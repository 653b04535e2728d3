import { arnOf } from '../arn.ts'
import { callerArn } from '../caller-arn.ts'
import { findVersion } from '../evaluation-form.ts'
import { requireRoom } from '../limit/quotas.ts'
import type { InputOf, Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { create, find } from '../resource.ts'
import { ServiceError } from '../service-error.ts'
import { knownContact } from '../written-contact.ts'

/** Of one contact. */

/** Begins an empty evaluation with the version of the form that is active. */
export const startContactEvaluation: Operation<'StartContactEvaluation'> = async (
  input,
  context,
) => {
  if (input.AutoEvaluationConfiguration?.Enabled) {
    throw new ServiceError(
      'NotImplementedException',
      'Nothing evaluates contacts by itself here yet: start the evaluation without it.',
    )
  }
  const contact = await knownContact(context, input.ContactId)
  return () => {
    const { contactId, agentId } = contact
    requireRoomOf(context, contactId)
    const { form, version } = activeVersion(context, input)
    const { id, input: put } = create(context, 'contact-evaluation', {
      ContactId: contactId,
      ContactAgentId: agentId,
      FormId: form.id,
      FormVersion: version.Version,
      FormTitle: version.Content.Title,
      EvaluatorArn: callerArn(context),
      Status: 'DRAFT',
      Answers: {},
      Notes: {},
      Tags: input.Tags,
    })
    const EvaluationArn = arnOf(context, 'contact-evaluation', id)
    return changed({ EvaluationId: id, EvaluationArn }, put)
  }
}

function activeVersion(
  context: OperationContext,
  { EvaluationFormId }: InputOf<'StartContactEvaluation'>,
) {
  const { document } = find(context, 'evaluation-form', EvaluationFormId)
  if (document.ActiveVersion === undefined) {
    throw new ServiceError('ResourceConflictException', 'The form has no active version.')
  }
  const EvaluationFormVersion = document.ActiveVersion
  return findVersion(context, { EvaluationFormId, EvaluationFormVersion })
}

function requireRoomOf({ centre }: OperationContext, contactId: string): void {
  requireRoom(centre, 'evaluations-of-a-contact', () => {
    const all = [...centre.directory.list('contact-evaluation')]
    return all.filter(each => each.document.ContactId === contactId).length
  })
}
