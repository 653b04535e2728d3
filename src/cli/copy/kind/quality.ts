// Evaluation forms and rules.
import {
  ActivateEvaluationFormCommand,
  CreateEvaluationFormCommand,
  CreateRuleCommand,
  DescribeEvaluationFormCommand,
  DescribeRuleCommand,
  type EvaluationFormItem,
  paginateListEvaluationForms,
  paginateListRules,
  UpdateEvaluationFormCommand,
  UpdateRuleCommand,
} from '@aws-sdk/client-connect'
import type { JsonObject } from '../../../core/json.ts'
import { allOf, type CopyOf, given, type Instance, pick, placedFrom } from '../thing.ts'

/** The version that is active, or else the last one: numbers of versions are each instance's own. */
export const evaluationForm: CopyOf = {
  kind: 'evaluation-form',
  async list({ client, InstanceId }) {
    const found = await allOf(
      paginateListEvaluationForms({ client }, { InstanceId }),
      page => page.EvaluationFormSummaryList,
    )
    return placedFrom(
      'evaluation-form',
      found.map(({ EvaluationFormId: Id, EvaluationFormArn: Arn, Title: Name }) => {
        return { Id, Arn, Name }
      }),
    )
  },
  async read(of, { id }) {
    const form = await shownForm(of, id)
    return pick(
      form,
      'Description',
      'Items',
      'ScoringStrategy',
      'AutoEvaluationConfiguration',
      'ReviewConfiguration',
      'TargetConfiguration',
      'LanguageConfiguration',
      'Status',
      'Tags',
    )
  },
  async make(of, Title, { Status, ...document }) {
    const { client, InstanceId } = of
    const made = await client.send(
      new CreateEvaluationFormCommand({
        InstanceId,
        Title,
        AsDraft: Status !== 'ACTIVE',
        ...withItems(document),
      }),
    )
    const id = made.EvaluationFormId ?? ''
    if (Status === 'ACTIVE') await activate(of, id, 1)
    return { id, arn: made.EvaluationFormArn ?? '' }
  },
  async fill(of, { id, name }, { Status, Tags: _, ...document }) {
    const { client, InstanceId } = of
    const { EvaluationFormVersion = 1 } = (await shownForm(of, id)) ?? {}
    const made = await client.send(
      new UpdateEvaluationFormCommand({
        InstanceId,
        EvaluationFormId: id,
        EvaluationFormVersion,
        CreateNewVersion: true,
        Title: name,
        AsDraft: Status !== 'ACTIVE',
        ...withItems(document),
      }),
    )
    if (Status === 'ACTIVE') await activate(of, id, made.EvaluationFormVersion)
  },
}

function withItems(document: JsonObject): { readonly Items: EvaluationFormItem[] } {
  return given<{ readonly Items: EvaluationFormItem[] }>(document)
}

async function shownForm({ client, InstanceId }: Instance, EvaluationFormId: string) {
  const { EvaluationForm } = await client.send(
    new DescribeEvaluationFormCommand({ InstanceId, EvaluationFormId }),
  )
  return EvaluationForm
}

async function activate(
  { client, InstanceId }: Instance,
  EvaluationFormId: string,
  EvaluationFormVersion: number | undefined,
): Promise<void> {
  await client.send(
    new ActivateEvaluationFormCommand({ InstanceId, EvaluationFormId, EvaluationFormVersion }),
  )
}

export const rule: CopyOf = {
  kind: 'rule',
  async list({ client, InstanceId }) {
    const found = await allOf(
      paginateListRules({ client }, { InstanceId }),
      page => page.RuleSummaryList,
    )
    return placedFrom(
      'rule',
      found.map(({ RuleId: Id, RuleArn: Arn, Name }) => ({ Id, Arn, Name })),
    )
  },
  async read({ client, InstanceId }, { id }) {
    const { Rule } = await client.send(new DescribeRuleCommand({ InstanceId, RuleId: id }))
    return pick(
      Rule,
      'TriggerEventSource',
      'Function',
      'Actions',
      'PublishStatus',
      'PreEvaluationFilters',
      'Tags',
    )
  },
  inTwoSteps: true,
  // The flows of its tasks are not published yet: until they are, it is a draft that would tell something.
  async make({ client, InstanceId }, Name, document) {
    const made = await client.send(
      new CreateRuleCommand({
        InstanceId,
        Name,
        ...given<Made>(document),
        Actions: [
          { ActionType: 'GENERATE_EVENTBRIDGE_EVENT', EventBridgeAction: { Name: 'unfinished' } },
        ],
        PublishStatus: 'DRAFT',
      }),
    )
    return { id: made.RuleId ?? '', arn: made.RuleArn ?? '' }
  },
  async fill(
    { client, InstanceId },
    { id, name },
    { TriggerEventSource: _, Tags: __, ...document },
  ) {
    await client.send(
      new UpdateRuleCommand({ InstanceId, RuleId: id, Name: name, ...given<Made>(document) }),
    )
  },
}

type Made = Omit<ConstructorParameters<typeof CreateRuleCommand>[0], 'InstanceId' | 'Name'>
