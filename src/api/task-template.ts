// Task templates as the API takes and shows them.
import type * as sdk from '@aws-sdk/client-connect'
import { defaultOf, fieldProblem, nameOf } from '../core/contact/task-template.ts'
import type { Entry } from '../core/directory/directory.ts'
import type {
  NamesField,
  TaskFieldType,
  TaskTemplateDocument,
} from '../core/directory/task-template.ts'
import { arnOf } from './arn.ts'
import type { OperationContext } from './operation-context.ts'
import { find, given } from './resource.ts'
import { ServiceError } from './service-error.ts'
import { runningFlowId } from './written-contact.ts'

const FIELDS_MAX = 50
const OPTIONS_MAX = 50
/** A template has at most one of each of these; of others as many as it likes. */
const SINGLE_TYPES: readonly TaskFieldType[] = [
  'NAME',
  'DESCRIPTION',
  'SCHEDULED_TIME',
  'QUICK_CONNECT',
  'SELF_ASSIGN',
  'EXPIRY_DURATION',
]

type Template = Pick<
  TaskTemplateDocument,
  | 'Name'
  | 'Description'
  | 'ContactFlowId'
  | 'SelfAssignFlowId'
  | 'Fields'
  | 'Constraints'
  | 'Defaults'
  | 'Status'
>

interface Problem {
  readonly PropertyPath: string
  readonly Reason: sdk.PropertyValidationExceptionReason
  readonly Message: string
}

/** The members of a template that hang together, with bare ids; throws with everything that is wrong. */
export function checkedTemplate(
  context: OperationContext,
  template: Template,
  ownId?: string,
): Template {
  const { ContactFlowId, SelfAssignFlowId } = template
  const problems = [
    ...nameProblems(context, template, ownId),
    ...fieldProblems(template),
    ...constraintProblems(template),
    ...defaultProblems(template),
  ]
  const [first] = problems
  if (first) {
    throw new ServiceError('PropertyValidationException', first.Message, { PropertyList: problems })
  }
  const flowOf = (id: string | undefined) => {
    return id === undefined ? undefined : runningFlowId(context, id)
  }
  return {
    ...template,
    ...given({
      ContactFlowId: flowOf(ContactFlowId),
      SelfAssignFlowId: flowOf(SelfAssignFlowId),
    }),
  }
}

/** The members of a request that make a template; those that are not given are left out. */
export function templateOf(
  asked: {
    readonly [Member in keyof Template]?: Template[Member] | undefined
  } & Pick<Template, 'Name' | 'Fields' | 'Status'>,
): Template {
  const { Name, Fields, Status, Description, ContactFlowId, SelfAssignFlowId } = asked
  const { Constraints, Defaults } = asked
  const others = { Description, ContactFlowId, SelfAssignFlowId, Constraints, Defaults }
  return { Name, Fields, Status, ...given(others) }
}

export function findTemplate(context: OperationContext, idOrArn: string): Entry<'task-template'> {
  return find(context, 'task-template', idOrArn)
}

/** A template as the service shows it. */
export function showTemplate(
  context: OperationContext,
  { id, document }: Pick<Entry<'task-template'>, 'id' | 'document'>,
) {
  const { Name, Description, ContactFlowId, SelfAssignFlowId, Fields, Status } = document
  const { Constraints, Defaults, CreatedTime, LastModifiedTime } = document
  return {
    InstanceId: context.centre.instanceId,
    Id: id,
    Arn: arnOf(context, 'task-template', id),
    Name,
    Description,
    ContactFlowId,
    SelfAssignFlowId,
    Constraints: Constraints && {
      RequiredFields: named(Constraints.RequiredFields),
      ReadOnlyFields: named(Constraints.ReadOnlyFields),
      InvisibleFields: named(Constraints.InvisibleFields),
    },
    Defaults: Defaults && {
      DefaultFieldValues: Defaults.DefaultFieldValues?.map(each => ({
        Id: { Name: nameOf(each) },
        DefaultValue: each.DefaultValue,
      })),
    },
    Fields: Fields.map(({ Id, Description: text, Type, SingleSelectOptions }) => ({
      Id: { Name: Id?.Name },
      Description: text,
      Type,
      SingleSelectOptions,
    })),
    Status,
    CreatedTime,
    LastModifiedTime,
  }
}

function named(fields: readonly NamesField[] | undefined) {
  return fields?.map(each => ({ Id: { Name: nameOf(each) } }))
}

function nameProblems(
  { centre }: OperationContext,
  { Name }: Template,
  ownId: string | undefined,
): readonly Problem[] {
  const other = centre.directory.named('task-template', Name)
  if (!other || other.id === ownId) return []
  const Message = `There is a task template ${Name} already.`
  return [{ PropertyPath: 'Name', Reason: 'RESOURCE_NAME_ALREADY_EXISTS', Message }]
}

function fieldProblems({ Fields, ContactFlowId }: Template): readonly Problem[] {
  const problems: Problem[] = []
  const wrong = (Reason: Problem['Reason'], Message: string) => {
    problems.push({ PropertyPath: 'Fields', Reason, Message })
  }
  const names = Fields.map(nameOf)
  const types = Fields.map(({ Type = 'TEXT' }) => Type)
  if (Fields.length > FIELDS_MAX) wrong('INVALID_FORMAT', `There are at most ${FIELDS_MAX} fields.`)
  if (!types.includes('NAME')) wrong('REQUIRED_PROPERTY_MISSING', 'There is no field of type NAME.')
  if (names.includes('')) wrong('REQUIRED_PROPERTY_MISSING', 'A field has no name.')
  if (new Set(names).size < names.length) {
    wrong('UNIQUE_CONSTRAINT_VIOLATED', 'Two fields have one name.')
  }
  for (const type of SINGLE_TYPES) {
    if (types.filter(each => each === type).length < 2) continue
    wrong('UNIQUE_CONSTRAINT_VIOLATED', `There are two fields of type ${type}.`)
  }
  for (const { Type, SingleSelectOptions = [], ...field } of Fields) {
    const count = SingleSelectOptions.length
    const isChoice = Type === 'SINGLE_SELECT'
    if (isChoice ? count >= 1 && count <= OPTIONS_MAX : count === 0) continue
    const message = isChoice ? `has 1 to ${OPTIONS_MAX} options.` : 'has options, but is no choice.'
    wrong('INVALID_FORMAT', `Field ${nameOf(field)} ${message}`)
  }
  if (ContactFlowId !== undefined && types.includes('QUICK_CONNECT')) {
    wrong('NOT_SUPPORTED', 'A task goes by a flow or by a quick connect, not both.')
  }
  return problems
}

/** Constraints are about fields that are there, and what nobody can give needs a default. */
function constraintProblems(template: Template): readonly Problem[] {
  const names = new Set(template.Fields.map(nameOf))
  return Object.entries(template.Constraints ?? {}).flatMap(([kind, fields]) =>
    (fields ?? []).flatMap((field): readonly Problem[] => {
      const name = nameOf(field)
      const PropertyPath = `Constraints.${kind}`
      if (!names.has(name)) {
        const Message = `There is no field ${name}.`
        return [{ PropertyPath, Reason: 'REFERENCED_RESOURCE_NOT_FOUND', Message }]
      }
      const isRequired = template.Constraints?.RequiredFields?.some(each => nameOf(each) === name)
      if (kind === 'RequiredFields' || !isRequired || defaultOf(template, name) !== undefined) {
        return []
      }
      const Message = `Field ${name} is required and nobody can give it: it needs a default.`
      return [{ PropertyPath, Reason: 'REQUIRED_PROPERTY_MISSING', Message }]
    }),
  )
}

function defaultProblems({ Fields, Defaults }: Template): readonly Problem[] {
  return (Defaults?.DefaultFieldValues ?? []).flatMap((each): readonly Problem[] => {
    const PropertyPath = 'Defaults.DefaultFieldValues'
    const name = nameOf(each)
    const field = Fields.find(other => nameOf(other) === name)
    if (!field) {
      const Message = `There is no field ${name}.`
      return [{ PropertyPath, Reason: 'REFERENCED_RESOURCE_NOT_FOUND', Message }]
    }
    const problem = fieldProblem(field, each.DefaultValue ?? '')
    return problem === undefined
      ? []
      : [{ PropertyPath, Reason: 'INVALID_FORMAT', Message: problem }]
  })
}
