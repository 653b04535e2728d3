// Actions on what is known about the customer: profiles, cases, tasks, data tables, assistants.
import {
  type ActionRule,
  CATCH_ALL,
  list,
  mapOf,
  number,
  object,
  outside,
  required,
  scalar,
  text,
  to,
  truth,
} from './action-rule.ts'

const PROFILE = { ProfileRequestData: object(), ProfileResponseData: list(text) }
const CASE = {
  LinkContactToCase: truth,
  CaseRequestFields: object(),
  ContactToLink: text,
}
const KEY_GROUP = {
  PrimaryKeyGroupName: text,
  PrimaryValues: list(object({ Name: text, Value: text })),
}

export const customerRules: Readonly<Record<string, ActionRule>> = {
  GetCustomerProfile: {
    parameters: PROFILE,
    errors: ['MultipleFoundError', 'NoneFoundError', 'NoMatchingError'],
    unconditional: true,
  },
  CreateCustomerProfile: { parameters: PROFILE, errors: CATCH_ALL, unconditional: true },
  UpdateCustomerProfile: { parameters: PROFILE, errors: CATCH_ALL, unconditional: true },
  AssociateContactToCustomerProfile: {
    parameters: PROFILE,
    errors: CATCH_ALL,
    unconditional: true,
  },
  GetCalculatedAttributesForCustomerProfile: {
    parameters: PROFILE,
    errors: ['NoneFoundError', 'NoMatchingError'],
    unconditional: true,
  },
  GetCustomerProfileObject: {
    parameters: PROFILE,
    errors: ['NoneFoundError', 'NoMatchingError'],
    unconditional: true,
  },
  /** Its wire names are not published. */
  CheckSegmentMembership: { open: true, operators: 'any' },
  CreateWisdomSession: {
    parameters: { WisdomAssistantArn: required(outside('assistant')) },
    errors: CATCH_ALL,
    unconditional: true,
  },
  CreateCase: {
    parameters: { ...CASE, CaseTemplateId: outside('case template') },
    errors: CATCH_ALL,
    mayFail: ['ContactNotLinked'],
    unconditional: true,
  },
  GetCase: {
    parameters: {
      ...CASE,
      GetLastUpdatedCase: truth,
      CustomerId: text,
      CaseResponseFields: list(text, 0, 10),
    },
    errors: ['MultipleFound', 'NoneFound', 'NoMatchingError'],
    mayFail: ['ContactNotLinked'],
    unconditional: true,
  },
  UpdateCase: {
    parameters: { ...CASE, CaseId: text },
    errors: CATCH_ALL,
    mayFail: ['ContactNotLinked'],
    unconditional: true,
  },
  CreateTask: {
    parameters: {
      ContactFlowId: to('contact-flow'),
      Name: required(text),
      Description: text,
      Attributes: mapOf(scalar),
      References: object(),
      DelaySeconds: number(1, 518_400),
      ScheduledTime: text,
      TaskTemplateId: outside('task template'),
    },
    atMostOne: ['DelaySeconds', 'ScheduledTime'],
    errors: CATCH_ALL,
    unconditional: true,
  },
  /** Only reported by name: nothing is known of its parameters. */
  CreateContact: { open: true },
  EvaluateDataTableValues: {
    parameters: {
      DataTableId: required(outside('data table')),
      Queries: required(
        list(
          object({
            QueryName: required(text),
            Attributes: list(text),
            PrimaryValues: list(object({ AttributeName: text, Value: text })),
          }),
          1,
          5,
        ),
      ),
    },
    errors: CATCH_ALL,
    unconditional: true,
  },
  ListDataTableValues: {
    parameters: {
      DataTableId: required(outside('data table')),
      PrimaryKeyGroups: list(object(KEY_GROUP)),
    },
    errors: CATCH_ALL,
    unconditional: true,
  },
  UpsertDataTableValues: {
    parameters: {
      LockVersion: text,
      DataTableId: required(outside('data table')),
      DataTableUpsertAttributes: required(
        list(
          object({
            ...KEY_GROUP,
            Attributes: list(object({ Name: text, Value: text, UseDefaultValue: truth })),
          }),
          1,
          25,
        ),
      ),
    },
    errors: CATCH_ALL,
    unconditional: true,
  },
}
