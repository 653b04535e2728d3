// Evaluation forms as the API takes and shows them.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../core/directory/directory.ts'
import type { EvaluationFormContent, EvaluationFormVersion } from '../core/directory/evaluation.ts'
import { brokenForm, type Finding, formFindings } from '../core/evaluation/check-form.ts'
import type { FormContent } from '../core/evaluation/evaluation-form.ts'
import { arnOf } from './arn.ts'
import { callerArn } from './caller-arn.ts'
import { requireRoom } from './limit/quotas.ts'
import type { Change, InputOf, Plain } from './operation.ts'
import type { OperationContext } from './operation-context.ts'
import { edit, find, given } from './resource.ts'
import { invalidParameter, notFound, ServiceError } from './service-error.ts'

type Form = Entry<'evaluation-form'>

const TITLE_MAX = 128
const DESCRIPTION_MAX = 1024

/** The content that is asked for; throws when it is none, and with anything wrong unless it is a draft. */
export function checkedContent(
  context: OperationContext,
  input: Omit<InputOf<'CreateEvaluationForm'>, 'Tags' | 'InstanceId'>,
): EvaluationFormContent {
  const { Title, Items, Description, ScoringStrategy, AutoEvaluationConfiguration } = input
  const { ReviewConfiguration, TargetConfiguration, LanguageConfiguration, AIVersion } = input
  if (Title.trim() === '' || Title.length > TITLE_MAX) {
    throw invalidParameter(`Member Title has 1 to ${TITLE_MAX} characters.`)
  }
  if ((Description ?? '').length > DESCRIPTION_MAX) {
    throw invalidParameter(`Member Description has at most ${DESCRIPTION_MAX} characters.`)
  }
  for (const { Value } of ReviewConfiguration?.ReviewNotificationRecipients ?? []) {
    find(context, 'agent', Value?.UserId ?? '')
  }
  const form = { Title, Items, Description, ScoringStrategy } as FormContent
  refuseFindings(input.AsDraft ? brokenForm(form) : formFindings(form))
  const settings = { ReviewConfiguration, TargetConfiguration, LanguageConfiguration, AIVersion }
  return { ...form, ...given({ AutoEvaluationConfiguration, ...settings }) }
}

export function refuseFindings(findings: readonly Finding[]): void {
  const wrong = findings.find(({ Severity }) => Severity === 'ERROR')
  if (!wrong) return
  const [item] = wrong.Items
  const where = item?.RefId === undefined ? '' : ` (${item.RefId})`
  throw invalidParameter(`Member Items: ${wrong.Description}${where}`)
}

export function requireRoomForVersion({ centre }: OperationContext, { document }: Form): void {
  requireRoom(centre, 'evaluation-form-versions', () => document.Versions.length)
}

export function newVersion(
  context: OperationContext,
  Version: number,
  Content: EvaluationFormContent,
): EvaluationFormVersion {
  const by = callerArn(context)
  return {
    Version,
    Locked: false,
    CreatedTime: context.now,
    CreatedBy: by,
    LastModifiedTime: context.now,
    LastModifiedBy: by,
    Content,
  }
}

/** A form and one of its versions; the latest when none is named. */
export function findVersion(
  context: OperationContext,
  {
    EvaluationFormId,
    EvaluationFormVersion,
  }: {
    readonly EvaluationFormId: string
    readonly EvaluationFormVersion?: number | undefined
  },
): { readonly form: Form; readonly version: EvaluationFormVersion } {
  const form = find(context, 'evaluation-form', EvaluationFormId)
  const wanted = EvaluationFormVersion ?? form.document.LatestVersion
  const version = form.document.Versions.find(({ Version }) => Version === wanted)
  if (!version) throw notFound(`The evaluation form has no version ${wanted}.`)
  return { form, version }
}

/** The input that puts a version in the place of what it was, or behind the others. */
export function keepVersion(
  context: OperationContext,
  form: Form,
  version: EvaluationFormVersion,
  members: object = {},
): Change {
  const others = form.document.Versions.filter(({ Version }) => Version !== version.Version)
  const Versions = [...others, version].sort((a, b) => a.Version - b.Version)
  return edit(context, 'evaluation-form', form, { ...members, ...namesOf(Versions), Versions })
}

/** What the form as a whole has of its latest version. */
export function namesOf(versions: readonly EvaluationFormVersion[]) {
  const latest = versions.at(-1)
  return { Name: latest?.Content.Title ?? '', LatestVersion: latest?.Version ?? 0 }
}

/** Throws while evaluations have been made with the version, or with any when none is named. */
export function requireUnusedForm(
  { centre }: OperationContext,
  { id }: Form,
  version?: number,
): void {
  for (const { document } of centre.directory.list('contact-evaluation')) {
    if (document.FormId !== id || (version ?? document.FormVersion) !== document.FormVersion)
      continue
    throw new ServiceError(
      'ResourceConflictException',
      `Evaluations have been made with version ${document.FormVersion} of the form.`,
    )
  }
}

/** What most operations on a version answer. */
export function namesVersion(context: OperationContext, form: Form, version: number) {
  return {
    EvaluationFormId: form.id,
    EvaluationFormArn: arnOf(context, 'evaluation-form', form.id),
    EvaluationFormVersion: version,
  }
}

export function showForm(
  context: OperationContext,
  form: Form,
  version: EvaluationFormVersion,
): Plain<sdk.EvaluationForm> {
  const { ValidatedTime, Content } = version
  return {
    ...versionSummary(context, form, version),
    ...(Content as unknown as Pick<Plain<sdk.EvaluationForm>, 'Title' | 'Items'>),
    Tags: form.document.Tags,
    ...(ValidatedTime !== undefined && {
      LatestValidationStatus: 'COMPLETED',
      LastValidationTime: ValidatedTime,
    }),
  }
}

export function versionSummary(
  context: OperationContext,
  form: Form,
  {
    Version,
    Locked,
    CreatedTime,
    CreatedBy,
    LastModifiedTime,
    LastModifiedBy,
  }: EvaluationFormVersion,
) {
  const times = { CreatedTime, CreatedBy, LastModifiedTime, LastModifiedBy }
  return {
    ...namesVersion(context, form, Version),
    Locked,
    Status: form.document.ActiveVersion === Version ? ('ACTIVE' as const) : ('DRAFT' as const),
    ...times,
  }
}

export function formSummary(context: OperationContext, form: Form) {
  const { Name, CreatedTime = 0, CreatedBy, LatestVersion, ActiveVersion } = form.document
  const { LastActivatedTime, LastActivatedBy, Versions, LastModifiedTime = 0 } = form.document
  return {
    EvaluationFormId: form.id,
    EvaluationFormArn: arnOf(context, 'evaluation-form', form.id),
    Title: Name,
    CreatedTime,
    CreatedBy,
    LastModifiedTime,
    LastModifiedBy: Versions.at(-1)?.LastModifiedBy ?? CreatedBy,
    LatestVersion,
    LastActivatedTime,
    LastActivatedBy,
    ActiveVersion,
  }
}

/** What searches find, and what they look at. */
export function searchSummary(context: OperationContext, form: Form) {
  const { Tags, ActiveVersion, Versions } = form.document
  const { Description, ...settings } = Versions.at(-1)?.Content ?? {}
  const { AutoEvaluationConfiguration, LanguageConfiguration, TargetConfiguration, AIVersion } =
    settings as Partial<Plain<sdk.EvaluationForm>>
  return {
    ...formSummary(context, form),
    Status: ActiveVersion === undefined ? ('DRAFT' as const) : ('ACTIVE' as const),
    Description,
    AutoEvaluationEnabled: AutoEvaluationConfiguration?.Enabled,
    EvaluationFormLanguage: LanguageConfiguration?.FormLanguage,
    ContactInteractionType: TargetConfiguration?.ContactInteractionType,
    AIVersion,
    Tags,
  }
}
