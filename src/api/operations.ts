// Every operation that is built. Nothing else knows them all; the others answer 501.

import { activateEvaluationForm } from './operation/activate-evaluation-form.ts'
import {
  associateAnalyticsDataSet,
  batchAssociateAnalyticsDataSet,
  batchDisassociateAnalyticsDataSet,
  disassociateAnalyticsDataSet,
  listAnalyticsDataAssociations,
  listAnalyticsDataLakeDataSets,
} from './operation/analytics-data-sets.ts'
import { associateApprovedOrigin } from './operation/associate-approved-origin.ts'
import { associateBot } from './operation/associate-bot.ts'
import { associateContactWithUser } from './operation/associate-contact-with-user.ts'
import { associateHoursOfOperations } from './operation/associate-hours-of-operations.ts'
import { associateInstanceStorageConfig } from './operation/associate-instance-storage-config.ts'
import { associateLambdaFunction } from './operation/associate-lambda-function.ts'
import { associateLexBot } from './operation/associate-lex-bot.ts'
import { associatePhoneNumberContactFlow } from './operation/associate-phone-number-contact-flow.ts'
import { associateQueueQuickConnects } from './operation/associate-queue-quick-connects.ts'
import { associateRoutingProfileQueues } from './operation/associate-routing-profile-queues.ts'
import { associateUserProficiencies } from './operation/associate-user-proficiencies.ts'
import { batchCreateDataTableValue } from './operation/batch-create-data-table-value.ts'
import { batchDeleteDataTableValue } from './operation/batch-delete-data-table-value.ts'
import { batchDescribeDataTableValue } from './operation/batch-describe-data-table-value.ts'
import { batchGetAttachedFileMetadata } from './operation/batch-get-attached-file-metadata.ts'
import { batchUpdateDataTableValue } from './operation/batch-update-data-table-value.ts'
import { claimPhoneNumber } from './operation/claim-phone-number.ts'
import { completeAttachedFileUpload } from './operation/complete-attached-file-upload.ts'
import { createAgentStatus } from './operation/create-agent-status.ts'
import { createAttachedFile } from './operation/create-attached-file.ts'
import { createContactFlow } from './operation/create-contact-flow.ts'
import { createContactFlowModule } from './operation/create-contact-flow-module.ts'
import { createContactFlowModuleAlias } from './operation/create-contact-flow-module-alias.ts'
import { createContactFlowModuleVersion } from './operation/create-contact-flow-module-version.ts'
import { createContactFlowVersion } from './operation/create-contact-flow-version.ts'
import { createDataTable } from './operation/create-data-table.ts'
import { createDataTableAttribute } from './operation/create-data-table-attribute.ts'
import { createEvaluationForm } from './operation/create-evaluation-form.ts'
import { createHoursOfOperation } from './operation/create-hours-of-operation.ts'
import { createHoursOfOperationOverride } from './operation/create-hours-of-operation-override.ts'
import { createParticipant } from './operation/create-participant.ts'
import { createPersistentContactAssociation } from './operation/create-persistent-contact-association.ts'
import { createPredefinedAttribute } from './operation/create-predefined-attribute.ts'
import { createPrompt } from './operation/create-prompt.ts'
import { createQueue } from './operation/create-queue.ts'
import { createQuickConnect } from './operation/create-quick-connect.ts'
import { createRoutingProfile } from './operation/create-routing-profile.ts'
import { createRule } from './operation/create-rule.ts'
import { createSecurityProfile } from './operation/create-security-profile.ts'
import { createTaskTemplate } from './operation/create-task-template.ts'
import { createTestCase } from './operation/create-test-case.ts'
import { createUser } from './operation/create-user.ts'
import { createUserHierarchyGroup } from './operation/create-user-hierarchy-group.ts'
import { createView } from './operation/create-view.ts'
import { createViewVersion } from './operation/create-view-version.ts'
import {
  createMetric,
  deleteMetric,
  describeMetric,
  listMetrics,
  searchMetrics,
  updateMetricContent,
  updateMetricMetadata,
} from './operation/custom-metrics.ts'
import { deactivateEvaluationForm } from './operation/deactivate-evaluation-form.ts'
import { deleteAttachedFile } from './operation/delete-attached-file.ts'
import { deleteContactData } from './operation/delete-contact-data.ts'
import { deleteContactEvaluation } from './operation/delete-contact-evaluation.ts'
import { deleteContactFlow } from './operation/delete-contact-flow.ts'
import { deleteContactFlowModule } from './operation/delete-contact-flow-module.ts'
import { deleteContactFlowModuleAlias } from './operation/delete-contact-flow-module-alias.ts'
import { deleteContactFlowModuleVersion } from './operation/delete-contact-flow-module-version.ts'
import { deleteContactFlowVersion } from './operation/delete-contact-flow-version.ts'
import { deleteDataTable } from './operation/delete-data-table.ts'
import { deleteDataTableAttribute } from './operation/delete-data-table-attribute.ts'
import { deleteEvaluationForm } from './operation/delete-evaluation-form.ts'
import { deleteHoursOfOperation } from './operation/delete-hours-of-operation.ts'
import { deleteHoursOfOperationOverride } from './operation/delete-hours-of-operation-override.ts'
import { deletePredefinedAttribute } from './operation/delete-predefined-attribute.ts'
import { deletePrompt } from './operation/delete-prompt.ts'
import { deleteQueue } from './operation/delete-queue.ts'
import { deleteQuickConnect } from './operation/delete-quick-connect.ts'
import { deleteRoutingProfile } from './operation/delete-routing-profile.ts'
import { deleteRule } from './operation/delete-rule.ts'
import { deleteSecurityProfile } from './operation/delete-security-profile.ts'
import { deleteTaskTemplate } from './operation/delete-task-template.ts'
import { deleteTestCase } from './operation/delete-test-case.ts'
import { deleteUser } from './operation/delete-user.ts'
import { deleteUserHierarchyGroup } from './operation/delete-user-hierarchy-group.ts'
import { deleteView } from './operation/delete-view.ts'
import { deleteViewVersion } from './operation/delete-view-version.ts'
import { describeAgentStatus } from './operation/describe-agent-status.ts'
import { describeAttachedFilesConfiguration } from './operation/describe-attached-files-configuration.ts'
import { describeAuthenticationProfile } from './operation/describe-authentication-profile.ts'
import { describeContact } from './operation/describe-contact.ts'
import { describeContactEvaluation } from './operation/describe-contact-evaluation.ts'
import { describeContactFlow } from './operation/describe-contact-flow.ts'
import { describeContactFlowModule } from './operation/describe-contact-flow-module.ts'
import { describeContactFlowModuleAlias } from './operation/describe-contact-flow-module-alias.ts'
import { describeDataTable } from './operation/describe-data-table.ts'
import { describeDataTableAttribute } from './operation/describe-data-table-attribute.ts'
import { describeEvaluationForm } from './operation/describe-evaluation-form.ts'
import { describeHoursOfOperation } from './operation/describe-hours-of-operation.ts'
import { describeHoursOfOperationOverride } from './operation/describe-hours-of-operation-override.ts'
import { describeInstance } from './operation/describe-instance.ts'
import { describeInstanceAttribute } from './operation/describe-instance-attribute.ts'
import { describeInstanceStorageConfig } from './operation/describe-instance-storage-config.ts'
import { describePhoneNumber } from './operation/describe-phone-number.ts'
import { describePredefinedAttribute } from './operation/describe-predefined-attribute.ts'
import { describePrompt } from './operation/describe-prompt.ts'
import { describeQueue } from './operation/describe-queue.ts'
import { describeQuickConnect } from './operation/describe-quick-connect.ts'
import { describeRoutingProfile } from './operation/describe-routing-profile.ts'
import { describeRule } from './operation/describe-rule.ts'
import { describeSecurityProfile } from './operation/describe-security-profile.ts'
import { describeTestCase } from './operation/describe-test-case.ts'
import { describeUser } from './operation/describe-user.ts'
import { describeUserHierarchyGroup } from './operation/describe-user-hierarchy-group.ts'
import { describeUserHierarchyStructure } from './operation/describe-user-hierarchy-structure.ts'
import { describeView } from './operation/describe-view.ts'
import { disassociateApprovedOrigin } from './operation/disassociate-approved-origin.ts'
import { disassociateBot } from './operation/disassociate-bot.ts'
import { disassociateHoursOfOperations } from './operation/disassociate-hours-of-operations.ts'
import { disassociateInstanceStorageConfig } from './operation/disassociate-instance-storage-config.ts'
import { disassociateLambdaFunction } from './operation/disassociate-lambda-function.ts'
import { disassociateLexBot } from './operation/disassociate-lex-bot.ts'
import { disassociatePhoneNumberContactFlow } from './operation/disassociate-phone-number-contact-flow.ts'
import { disassociateQueueQuickConnects } from './operation/disassociate-queue-quick-connects.ts'
import { disassociateRoutingProfileQueues } from './operation/disassociate-routing-profile-queues.ts'
import { disassociateUserProficiencies } from './operation/disassociate-user-proficiencies.ts'
import { dismissUserContact } from './operation/dismiss-user-contact.ts'
import {
  associateEmailAddressAlias,
  createEmailAddress,
  deleteEmailAddress,
  describeEmailAddress,
  disassociateEmailAddressAlias,
  searchEmailAddresses,
  updateEmailAddressMetadata,
} from './operation/email-addresses.ts'
import {
  associateSecurityProfiles,
  disassociateSecurityProfiles,
  listEntitySecurityProfiles,
} from './operation/entity-security-profiles.ts'
import { evaluateDataTableValues } from './operation/evaluate-data-table-values.ts'
import {
  createExtractionDefinition,
  deleteExtractionDefinition,
  describeExtractionDefinition,
  listExtractionDefinitions,
  updateExtractionDefinition,
} from './operation/extraction-definitions.ts'
import {
  associateFlow,
  batchGetFlowAssociation,
  disassociateFlow,
  getFlowAssociation,
  listFlowAssociations,
} from './operation/flow-associations.ts'
import { getAttachedFile } from './operation/get-attached-file.ts'
import { getContactAttributes } from './operation/get-contact-attributes.ts'
import { getContactMetrics } from './operation/get-contact-metrics.ts'
import { getCurrentMetricData } from './operation/get-current-metric-data.ts'
import { getCurrentUserData } from './operation/get-current-user-data.ts'
import { getEffectiveHoursOfOperations } from './operation/get-effective-hours-of-operations.ts'
import { getEvaluationFormValidation } from './operation/get-evaluation-form-validation.ts'
import { getFederationToken } from './operation/get-federation-token.ts'
import { getMetricData } from './operation/get-metric-data.ts'
import { getMetricDataV2 } from './operation/get-metric-data-v2.ts'
import { getPromptFile } from './operation/get-prompt-file.ts'
import { getTaskTemplate } from './operation/get-task-template.ts'
import { getTestCaseExecutionSummary } from './operation/get-test-case-execution-summary.ts'
import { importPhoneNumber } from './operation/import-phone-number.ts'
import {
  createIntegrationAssociation,
  createUseCase,
  deleteIntegrationAssociation,
  deleteUseCase,
  listIntegrationAssociations,
  listUseCases,
} from './operation/integrations.ts'
import { listAgentStatuses } from './operation/list-agent-statuses.ts'
import { listApprovedOrigins } from './operation/list-approved-origins.ts'
import { listAssociatedContacts } from './operation/list-associated-contacts.ts'
import { listAttachedFilesConfigurations } from './operation/list-attached-files-configurations.ts'
import { listAuthenticationProfiles } from './operation/list-authentication-profiles.ts'
import { listBots } from './operation/list-bots.ts'
import { listChildHoursOfOperations } from './operation/list-child-hours-of-operations.ts'
import { listContactEvaluations } from './operation/list-contact-evaluations.ts'
import { listContactFlowModuleAliases } from './operation/list-contact-flow-module-aliases.ts'
import { listContactFlowModuleVersions } from './operation/list-contact-flow-module-versions.ts'
import { listContactFlowModules } from './operation/list-contact-flow-modules.ts'
import { listContactFlowVersions } from './operation/list-contact-flow-versions.ts'
import { listContactFlows } from './operation/list-contact-flows.ts'
import { listContactReferences } from './operation/list-contact-references.ts'
import { listDataTableAttributes } from './operation/list-data-table-attributes.ts'
import { listDataTablePrimaryValues } from './operation/list-data-table-primary-values.ts'
import { listDataTableValues } from './operation/list-data-table-values.ts'
import { listDataTables } from './operation/list-data-tables.ts'
import { listEvaluationFormAIVersions } from './operation/list-evaluation-form-ai-versions.ts'
import { listEvaluationFormVersions } from './operation/list-evaluation-form-versions.ts'
import { listEvaluationForms } from './operation/list-evaluation-forms.ts'
import { listHoursOfOperationOverrides } from './operation/list-hours-of-operation-overrides.ts'
import { listHoursOfOperations } from './operation/list-hours-of-operations.ts'
import { listInstanceAttributes } from './operation/list-instance-attributes.ts'
import { listInstanceStorageConfigs } from './operation/list-instance-storage-configs.ts'
import { listInstances } from './operation/list-instances.ts'
import { listLambdaFunctions } from './operation/list-lambda-functions.ts'
import { listLexBots } from './operation/list-lex-bots.ts'
import { listPhoneNumbers } from './operation/list-phone-numbers.ts'
import { listPhoneNumbersV2 } from './operation/list-phone-numbers-v2.ts'
import { listPredefinedAttributes } from './operation/list-predefined-attributes.ts'
import { listPrompts } from './operation/list-prompts.ts'
import { listQueueQuickConnects } from './operation/list-queue-quick-connects.ts'
import { listQueues } from './operation/list-queues.ts'
import { listQuickConnects } from './operation/list-quick-connects.ts'
import { listRoutingProfileManualAssignmentQueues } from './operation/list-routing-profile-manual-assignment-queues.ts'
import { listRoutingProfileQueues } from './operation/list-routing-profile-queues.ts'
import { listRoutingProfiles } from './operation/list-routing-profiles.ts'
import { listRules } from './operation/list-rules.ts'
import { listSecurityProfilePermissions } from './operation/list-security-profile-permissions.ts'
import { listSecurityProfiles } from './operation/list-security-profiles.ts'
import { listTagsForResource } from './operation/list-tags-for-resource.ts'
import { listTaskTemplates } from './operation/list-task-templates.ts'
import { listTestCaseExecutionRecords } from './operation/list-test-case-execution-records.ts'
import { listTestCaseExecutions } from './operation/list-test-case-executions.ts'
import { listTestCases } from './operation/list-test-cases.ts'
import { listUserHierarchyGroups } from './operation/list-user-hierarchy-groups.ts'
import { listUserProficiencies } from './operation/list-user-proficiencies.ts'
import { listUsers } from './operation/list-users.ts'
import { listViewVersions } from './operation/list-view-versions.ts'
import { listViews } from './operation/list-views.ts'
import { monitorContact } from './operation/monitor-contact.ts'
import {
  createNotification,
  deleteNotification,
  describeNotification,
  listNotifications,
  listUserNotifications,
  searchNotifications,
  updateNotificationContent,
  updateUserNotificationStatus,
} from './operation/notifications.ts'
import { pauseContact } from './operation/pause-contact.ts'
import {
  createPushNotificationRegistration,
  deletePushNotificationRegistration,
} from './operation/push-registrations.ts'
import { putUserStatus } from './operation/put-user-status.ts'
import {
  associateQueueEmailAddresses,
  disassociateQueueEmailAddresses,
  listQueueEmailAddresses,
  updateQueueOutboundEmailConfig,
} from './operation/queue-email-addresses.ts'
import { releasePhoneNumber } from './operation/release-phone-number.ts'
import { resumeContact } from './operation/resume-contact.ts'
import { resumeContactRecording } from './operation/resume-contact-recording.ts'
import { searchAgentStatuses } from './operation/search-agent-statuses.ts'
import { searchAvailablePhoneNumbers } from './operation/search-available-phone-numbers.ts'
import { searchContactEvaluations } from './operation/search-contact-evaluations.ts'
import { searchContactFlowModules } from './operation/search-contact-flow-modules.ts'
import { searchContactFlows } from './operation/search-contact-flows.ts'
import { searchContacts } from './operation/search-contacts.ts'
import { searchDataTables } from './operation/search-data-tables.ts'
import { searchEvaluationForms } from './operation/search-evaluation-forms.ts'
import { searchHoursOfOperationOverrides } from './operation/search-hours-of-operation-overrides.ts'
import { searchHoursOfOperations } from './operation/search-hours-of-operations.ts'
import { searchPredefinedAttributes } from './operation/search-predefined-attributes.ts'
import { searchPrompts } from './operation/search-prompts.ts'
import { searchQueues } from './operation/search-queues.ts'
import { searchQuickConnects } from './operation/search-quick-connects.ts'
import { searchResourceTags } from './operation/search-resource-tags.ts'
import { searchRoutingProfiles } from './operation/search-routing-profiles.ts'
import { searchRules } from './operation/search-rules.ts'
import { searchSecurityProfiles } from './operation/search-security-profiles.ts'
import { searchTestCases } from './operation/search-test-cases.ts'
import { searchUserHierarchyGroups } from './operation/search-user-hierarchy-groups.ts'
import { searchUsers } from './operation/search-users.ts'
import { searchViews } from './operation/search-views.ts'
import {
  associateSecurityKey,
  disassociateSecurityKey,
  listSecurityKeys,
} from './operation/security-keys.ts'
import {
  listSecurityProfileAIAgents,
  listSecurityProfileApplications,
  listSecurityProfileFlowModules,
} from './operation/security-profile-lists.ts'
import { sendChatIntegrationEvent } from './operation/send-chat-integration-event.ts'
import { startAttachedFileUpload } from './operation/start-attached-file-upload.ts'
import { startChatContact } from './operation/start-chat-contact.ts'
import { startContactEvaluation } from './operation/start-contact-evaluation.ts'
import { startContactRecording } from './operation/start-contact-recording.ts'
import { startContactStreaming } from './operation/start-contact-streaming.ts'
import { startEvaluationFormValidation } from './operation/start-evaluation-form-validation.ts'
import { startOutboundChatContact } from './operation/start-outbound-chat-contact.ts'
import { startOutboundVoiceContact } from './operation/start-outbound-voice-contact.ts'
import { startTaskContact } from './operation/start-task-contact.ts'
import { startTestCaseExecution } from './operation/start-test-case-execution.ts'
import { stopContact } from './operation/stop-contact.ts'
import { stopContactRecording } from './operation/stop-contact-recording.ts'
import { stopContactStreaming } from './operation/stop-contact-streaming.ts'
import { stopTestCaseExecution } from './operation/stop-test-case-execution.ts'
import { submitContactEvaluation } from './operation/submit-contact-evaluation.ts'
import { suspendContactRecording } from './operation/suspend-contact-recording.ts'
import { tagContact } from './operation/tag-contact.ts'
import { tagResource } from './operation/tag-resource.ts'
import {
  associateTrafficDistributionGroupUser,
  createTrafficDistributionGroup,
  deleteTrafficDistributionGroup,
  describeTrafficDistributionGroup,
  disassociateTrafficDistributionGroupUser,
  getCrossRegionRouting,
  getTrafficDistribution,
  listTrafficDistributionGroups,
  listTrafficDistributionGroupUsers,
  updateCrossRegionRouting,
  updateTrafficDistribution,
} from './operation/traffic-distribution-groups.ts'
import { transferContact } from './operation/transfer-contact.ts'
import { untagContact } from './operation/untag-contact.ts'
import { untagResource } from './operation/untag-resource.ts'
import { updateAgentStatus } from './operation/update-agent-status.ts'
import { updateAttachedFilesConfiguration } from './operation/update-attached-files-configuration.ts'
import { updateAuthenticationProfile } from './operation/update-authentication-profile.ts'
import { updateContact } from './operation/update-contact.ts'
import { updateContactAttributes } from './operation/update-contact-attributes.ts'
import { updateContactEvaluation } from './operation/update-contact-evaluation.ts'
import { updateContactFlowContent } from './operation/update-contact-flow-content.ts'
import { updateContactFlowMetadata } from './operation/update-contact-flow-metadata.ts'
import { updateContactFlowModuleAlias } from './operation/update-contact-flow-module-alias.ts'
import { updateContactFlowModuleContent } from './operation/update-contact-flow-module-content.ts'
import { updateContactFlowModuleMetadata } from './operation/update-contact-flow-module-metadata.ts'
import { updateContactFlowName } from './operation/update-contact-flow-name.ts'
import { updateContactRoutingData } from './operation/update-contact-routing-data.ts'
import { updateContactSchedule } from './operation/update-contact-schedule.ts'
import { updateContactTaskTemplate } from './operation/update-contact-task-template.ts'
import { updateDataTableAttribute } from './operation/update-data-table-attribute.ts'
import { updateDataTableMetadata } from './operation/update-data-table-metadata.ts'
import { updateDataTablePrimaryValues } from './operation/update-data-table-primary-values.ts'
import { updateEvaluationForm } from './operation/update-evaluation-form.ts'
import { updateHoursOfOperation } from './operation/update-hours-of-operation.ts'
import { updateHoursOfOperationOverride } from './operation/update-hours-of-operation-override.ts'
import { updateInstanceAttribute } from './operation/update-instance-attribute.ts'
import { updateInstanceStorageConfig } from './operation/update-instance-storage-config.ts'
import { updateParticipantRoleConfig } from './operation/update-participant-role-config.ts'
import { updatePhoneNumber } from './operation/update-phone-number.ts'
import { updatePhoneNumberMetadata } from './operation/update-phone-number-metadata.ts'
import { updatePredefinedAttribute } from './operation/update-predefined-attribute.ts'
import { updatePrompt } from './operation/update-prompt.ts'
import { updateQueueHoursOfOperation } from './operation/update-queue-hours-of-operation.ts'
import { updateQueueMaxContacts } from './operation/update-queue-max-contacts.ts'
import { updateQueueName } from './operation/update-queue-name.ts'
import { updateQueueOutboundCallerConfig } from './operation/update-queue-outbound-caller-config.ts'
import { updateQueueStatus } from './operation/update-queue-status.ts'
import { updateQuickConnectConfig } from './operation/update-quick-connect-config.ts'
import { updateQuickConnectName } from './operation/update-quick-connect-name.ts'
import { updateRoutingProfileAgentAvailabilityTimer } from './operation/update-routing-profile-agent-availability-timer.ts'
import { updateRoutingProfileConcurrency } from './operation/update-routing-profile-concurrency.ts'
import { updateRoutingProfileDefaultOutboundQueue } from './operation/update-routing-profile-default-outbound-queue.ts'
import { updateRoutingProfileName } from './operation/update-routing-profile-name.ts'
import { updateRoutingProfileQueues } from './operation/update-routing-profile-queues.ts'
import { updateRule } from './operation/update-rule.ts'
import { updateSecurityProfile } from './operation/update-security-profile.ts'
import { updateTaskTemplate } from './operation/update-task-template.ts'
import { updateTestCase } from './operation/update-test-case.ts'
import { updateUserConfig } from './operation/update-user-config.ts'
import { updateUserHierarchy } from './operation/update-user-hierarchy.ts'
import { updateUserHierarchyGroupName } from './operation/update-user-hierarchy-group-name.ts'
import { updateUserHierarchyStructure } from './operation/update-user-hierarchy-structure.ts'
import { updateUserIdentityInfo } from './operation/update-user-identity-info.ts'
import { updateUserPhoneConfig } from './operation/update-user-phone-config.ts'
import { updateUserProficiencies } from './operation/update-user-proficiencies.ts'
import { updateUserRoutingProfile } from './operation/update-user-routing-profile.ts'
import { updateUserSecurityProfiles } from './operation/update-user-security-profiles.ts'
import { updateViewContent } from './operation/update-view-content.ts'
import { updateViewMetadata } from './operation/update-view-metadata.ts'
import {
  associateDefaultVocabulary,
  createVocabulary,
  deleteVocabulary,
  describeVocabulary,
  listDefaultVocabularies,
  searchVocabularies,
} from './operation/vocabularies.ts'
import {
  associateWorkspace,
  disassociateWorkspace,
  searchWorkspaceAssociations,
} from './operation/workspace-associations.ts'
import {
  createWorkspacePage,
  deleteWorkspacePage,
  listWorkspacePages,
  updateWorkspacePage,
} from './operation/workspace-pages.ts'
import {
  createWorkspace,
  deleteWorkspace,
  deleteWorkspaceMedia,
  describeWorkspace,
  importWorkspaceMedia,
  listWorkspaceMedia,
  listWorkspaces,
  searchWorkspaces,
  updateWorkspaceMetadata,
  updateWorkspaceTheme,
  updateWorkspaceVisibility,
} from './operation/workspaces.ts'
import type { Operation, OperationName } from './operation.ts'

export const operations = {
  ActivateEvaluationForm: activateEvaluationForm,
  AssociateAnalyticsDataSet: associateAnalyticsDataSet,
  AssociateApprovedOrigin: associateApprovedOrigin,
  AssociateBot: associateBot,
  AssociateContactWithUser: associateContactWithUser,
  AssociateDefaultVocabulary: associateDefaultVocabulary,
  AssociateEmailAddressAlias: associateEmailAddressAlias,
  AssociateFlow: associateFlow,
  AssociateHoursOfOperations: associateHoursOfOperations,
  AssociateInstanceStorageConfig: associateInstanceStorageConfig,
  AssociateLambdaFunction: associateLambdaFunction,
  AssociateLexBot: associateLexBot,
  AssociatePhoneNumberContactFlow: associatePhoneNumberContactFlow,
  AssociateQueueEmailAddresses: associateQueueEmailAddresses,
  AssociateQueueQuickConnects: associateQueueQuickConnects,
  AssociateRoutingProfileQueues: associateRoutingProfileQueues,
  AssociateSecurityKey: associateSecurityKey,
  AssociateSecurityProfiles: associateSecurityProfiles,
  AssociateTrafficDistributionGroupUser: associateTrafficDistributionGroupUser,
  AssociateUserProficiencies: associateUserProficiencies,
  AssociateWorkspace: associateWorkspace,
  BatchAssociateAnalyticsDataSet: batchAssociateAnalyticsDataSet,
  BatchCreateDataTableValue: batchCreateDataTableValue,
  BatchDeleteDataTableValue: batchDeleteDataTableValue,
  BatchDescribeDataTableValue: batchDescribeDataTableValue,
  BatchDisassociateAnalyticsDataSet: batchDisassociateAnalyticsDataSet,
  BatchGetAttachedFileMetadata: batchGetAttachedFileMetadata,
  BatchGetFlowAssociation: batchGetFlowAssociation,
  BatchUpdateDataTableValue: batchUpdateDataTableValue,
  ClaimPhoneNumber: claimPhoneNumber,
  CompleteAttachedFileUpload: completeAttachedFileUpload,
  CreateAgentStatus: createAgentStatus,
  CreateAttachedFile: createAttachedFile,
  CreateContactFlow: createContactFlow,
  CreateContactFlowModule: createContactFlowModule,
  CreateContactFlowModuleAlias: createContactFlowModuleAlias,
  CreateContactFlowModuleVersion: createContactFlowModuleVersion,
  CreateContactFlowVersion: createContactFlowVersion,
  CreateDataTable: createDataTable,
  CreateDataTableAttribute: createDataTableAttribute,
  CreateEmailAddress: createEmailAddress,
  CreateEvaluationForm: createEvaluationForm,
  CreateExtractionDefinition: createExtractionDefinition,
  CreateHoursOfOperation: createHoursOfOperation,
  CreateHoursOfOperationOverride: createHoursOfOperationOverride,
  CreateIntegrationAssociation: createIntegrationAssociation,
  CreateMetric: createMetric,
  CreateNotification: createNotification,
  CreateParticipant: createParticipant,
  CreatePersistentContactAssociation: createPersistentContactAssociation,
  CreatePredefinedAttribute: createPredefinedAttribute,
  CreatePrompt: createPrompt,
  CreatePushNotificationRegistration: createPushNotificationRegistration,
  CreateQueue: createQueue,
  CreateQuickConnect: createQuickConnect,
  CreateRoutingProfile: createRoutingProfile,
  CreateRule: createRule,
  CreateSecurityProfile: createSecurityProfile,
  CreateTaskTemplate: createTaskTemplate,
  CreateTestCase: createTestCase,
  CreateTrafficDistributionGroup: createTrafficDistributionGroup,
  CreateUseCase: createUseCase,
  CreateUser: createUser,
  CreateUserHierarchyGroup: createUserHierarchyGroup,
  CreateView: createView,
  CreateViewVersion: createViewVersion,
  CreateVocabulary: createVocabulary,
  CreateWorkspace: createWorkspace,
  CreateWorkspacePage: createWorkspacePage,
  DeactivateEvaluationForm: deactivateEvaluationForm,
  DeleteAttachedFile: deleteAttachedFile,
  DeleteContactData: deleteContactData,
  DeleteContactEvaluation: deleteContactEvaluation,
  DeleteContactFlow: deleteContactFlow,
  DeleteContactFlowModule: deleteContactFlowModule,
  DeleteContactFlowModuleAlias: deleteContactFlowModuleAlias,
  DeleteContactFlowModuleVersion: deleteContactFlowModuleVersion,
  DeleteContactFlowVersion: deleteContactFlowVersion,
  DeleteDataTable: deleteDataTable,
  DeleteDataTableAttribute: deleteDataTableAttribute,
  DeleteEmailAddress: deleteEmailAddress,
  DeleteEvaluationForm: deleteEvaluationForm,
  DeleteExtractionDefinition: deleteExtractionDefinition,
  DeleteHoursOfOperation: deleteHoursOfOperation,
  DeleteHoursOfOperationOverride: deleteHoursOfOperationOverride,
  DeleteIntegrationAssociation: deleteIntegrationAssociation,
  DeleteMetric: deleteMetric,
  DeleteNotification: deleteNotification,
  DeletePredefinedAttribute: deletePredefinedAttribute,
  DeletePrompt: deletePrompt,
  DeletePushNotificationRegistration: deletePushNotificationRegistration,
  DeleteQueue: deleteQueue,
  DeleteQuickConnect: deleteQuickConnect,
  DeleteRoutingProfile: deleteRoutingProfile,
  DeleteRule: deleteRule,
  DeleteSecurityProfile: deleteSecurityProfile,
  DeleteTaskTemplate: deleteTaskTemplate,
  DeleteTestCase: deleteTestCase,
  DeleteTrafficDistributionGroup: deleteTrafficDistributionGroup,
  DeleteUseCase: deleteUseCase,
  DeleteUser: deleteUser,
  DeleteUserHierarchyGroup: deleteUserHierarchyGroup,
  DeleteView: deleteView,
  DeleteViewVersion: deleteViewVersion,
  DeleteVocabulary: deleteVocabulary,
  DeleteWorkspace: deleteWorkspace,
  DeleteWorkspaceMedia: deleteWorkspaceMedia,
  DeleteWorkspacePage: deleteWorkspacePage,
  DescribeAgentStatus: describeAgentStatus,
  DescribeAttachedFilesConfiguration: describeAttachedFilesConfiguration,
  DescribeAuthenticationProfile: describeAuthenticationProfile,
  DescribeContact: describeContact,
  DescribeContactEvaluation: describeContactEvaluation,
  DescribeContactFlow: describeContactFlow,
  DescribeContactFlowModule: describeContactFlowModule,
  DescribeContactFlowModuleAlias: describeContactFlowModuleAlias,
  DescribeDataTable: describeDataTable,
  DescribeDataTableAttribute: describeDataTableAttribute,
  DescribeEmailAddress: describeEmailAddress,
  DescribeEvaluationForm: describeEvaluationForm,
  DescribeExtractionDefinition: describeExtractionDefinition,
  DescribeHoursOfOperation: describeHoursOfOperation,
  DescribeHoursOfOperationOverride: describeHoursOfOperationOverride,
  DescribeInstance: describeInstance,
  DescribeInstanceAttribute: describeInstanceAttribute,
  DescribeInstanceStorageConfig: describeInstanceStorageConfig,
  DescribeMetric: describeMetric,
  DescribeNotification: describeNotification,
  DescribePhoneNumber: describePhoneNumber,
  DescribePredefinedAttribute: describePredefinedAttribute,
  DescribePrompt: describePrompt,
  DescribeQueue: describeQueue,
  DescribeQuickConnect: describeQuickConnect,
  DescribeRoutingProfile: describeRoutingProfile,
  DescribeRule: describeRule,
  DescribeSecurityProfile: describeSecurityProfile,
  DescribeTestCase: describeTestCase,
  DescribeTrafficDistributionGroup: describeTrafficDistributionGroup,
  DescribeUser: describeUser,
  DescribeUserHierarchyGroup: describeUserHierarchyGroup,
  DescribeUserHierarchyStructure: describeUserHierarchyStructure,
  DescribeView: describeView,
  DescribeVocabulary: describeVocabulary,
  DescribeWorkspace: describeWorkspace,
  DisassociateAnalyticsDataSet: disassociateAnalyticsDataSet,
  DisassociateApprovedOrigin: disassociateApprovedOrigin,
  DisassociateBot: disassociateBot,
  DisassociateEmailAddressAlias: disassociateEmailAddressAlias,
  DisassociateFlow: disassociateFlow,
  DisassociateHoursOfOperations: disassociateHoursOfOperations,
  DisassociateInstanceStorageConfig: disassociateInstanceStorageConfig,
  DisassociateLambdaFunction: disassociateLambdaFunction,
  DisassociateLexBot: disassociateLexBot,
  DisassociatePhoneNumberContactFlow: disassociatePhoneNumberContactFlow,
  DisassociateQueueEmailAddresses: disassociateQueueEmailAddresses,
  DisassociateQueueQuickConnects: disassociateQueueQuickConnects,
  DisassociateRoutingProfileQueues: disassociateRoutingProfileQueues,
  DisassociateSecurityKey: disassociateSecurityKey,
  DisassociateSecurityProfiles: disassociateSecurityProfiles,
  DisassociateTrafficDistributionGroupUser: disassociateTrafficDistributionGroupUser,
  DisassociateUserProficiencies: disassociateUserProficiencies,
  DisassociateWorkspace: disassociateWorkspace,
  DismissUserContact: dismissUserContact,
  EvaluateDataTableValues: evaluateDataTableValues,
  GetAttachedFile: getAttachedFile,
  GetContactAttributes: getContactAttributes,
  GetContactMetrics: getContactMetrics,
  GetCrossRegionRouting: getCrossRegionRouting,
  GetCurrentMetricData: getCurrentMetricData,
  GetCurrentUserData: getCurrentUserData,
  GetEffectiveHoursOfOperations: getEffectiveHoursOfOperations,
  GetEvaluationFormValidation: getEvaluationFormValidation,
  GetFederationToken: getFederationToken,
  GetFlowAssociation: getFlowAssociation,
  GetMetricData: getMetricData,
  GetMetricDataV2: getMetricDataV2,
  GetPromptFile: getPromptFile,
  GetTaskTemplate: getTaskTemplate,
  GetTestCaseExecutionSummary: getTestCaseExecutionSummary,
  GetTrafficDistribution: getTrafficDistribution,
  ImportPhoneNumber: importPhoneNumber,
  ImportWorkspaceMedia: importWorkspaceMedia,
  ListAgentStatuses: listAgentStatuses,
  ListAnalyticsDataAssociations: listAnalyticsDataAssociations,
  ListAnalyticsDataLakeDataSets: listAnalyticsDataLakeDataSets,
  ListApprovedOrigins: listApprovedOrigins,
  ListAssociatedContacts: listAssociatedContacts,
  ListAttachedFilesConfigurations: listAttachedFilesConfigurations,
  ListAuthenticationProfiles: listAuthenticationProfiles,
  ListBots: listBots,
  ListChildHoursOfOperations: listChildHoursOfOperations,
  ListContactEvaluations: listContactEvaluations,
  ListContactFlowModuleAliases: listContactFlowModuleAliases,
  ListContactFlowModuleVersions: listContactFlowModuleVersions,
  ListContactFlowModules: listContactFlowModules,
  ListContactFlowVersions: listContactFlowVersions,
  ListContactFlows: listContactFlows,
  ListContactReferences: listContactReferences,
  ListDataTableAttributes: listDataTableAttributes,
  ListDataTablePrimaryValues: listDataTablePrimaryValues,
  ListDataTableValues: listDataTableValues,
  ListDataTables: listDataTables,
  ListDefaultVocabularies: listDefaultVocabularies,
  ListEntitySecurityProfiles: listEntitySecurityProfiles,
  ListEvaluationFormAIVersions: listEvaluationFormAIVersions,
  ListEvaluationFormVersions: listEvaluationFormVersions,
  ListEvaluationForms: listEvaluationForms,
  ListExtractionDefinitions: listExtractionDefinitions,
  ListFlowAssociations: listFlowAssociations,
  ListHoursOfOperationOverrides: listHoursOfOperationOverrides,
  ListHoursOfOperations: listHoursOfOperations,
  ListInstanceAttributes: listInstanceAttributes,
  ListInstanceStorageConfigs: listInstanceStorageConfigs,
  ListInstances: listInstances,
  ListIntegrationAssociations: listIntegrationAssociations,
  ListLambdaFunctions: listLambdaFunctions,
  ListLexBots: listLexBots,
  ListMetrics: listMetrics,
  ListNotifications: listNotifications,
  ListPhoneNumbers: listPhoneNumbers,
  ListPhoneNumbersV2: listPhoneNumbersV2,
  ListPredefinedAttributes: listPredefinedAttributes,
  ListPrompts: listPrompts,
  ListQueueEmailAddresses: listQueueEmailAddresses,
  ListQueueQuickConnects: listQueueQuickConnects,
  ListQueues: listQueues,
  ListQuickConnects: listQuickConnects,
  ListRoutingProfileManualAssignmentQueues: listRoutingProfileManualAssignmentQueues,
  ListRoutingProfileQueues: listRoutingProfileQueues,
  ListRoutingProfiles: listRoutingProfiles,
  ListRules: listRules,
  ListSecurityKeys: listSecurityKeys,
  ListSecurityProfileAIAgents: listSecurityProfileAIAgents,
  ListSecurityProfileApplications: listSecurityProfileApplications,
  ListSecurityProfileFlowModules: listSecurityProfileFlowModules,
  ListSecurityProfilePermissions: listSecurityProfilePermissions,
  ListSecurityProfiles: listSecurityProfiles,
  ListTagsForResource: listTagsForResource,
  ListTaskTemplates: listTaskTemplates,
  ListTestCaseExecutionRecords: listTestCaseExecutionRecords,
  ListTestCaseExecutions: listTestCaseExecutions,
  ListTestCases: listTestCases,
  ListTrafficDistributionGroupUsers: listTrafficDistributionGroupUsers,
  ListTrafficDistributionGroups: listTrafficDistributionGroups,
  ListUseCases: listUseCases,
  ListUserHierarchyGroups: listUserHierarchyGroups,
  ListUserNotifications: listUserNotifications,
  ListUserProficiencies: listUserProficiencies,
  ListUsers: listUsers,
  ListViewVersions: listViewVersions,
  ListViews: listViews,
  ListWorkspaceMedia: listWorkspaceMedia,
  ListWorkspacePages: listWorkspacePages,
  ListWorkspaces: listWorkspaces,
  MonitorContact: monitorContact,
  PauseContact: pauseContact,
  PutUserStatus: putUserStatus,
  ReleasePhoneNumber: releasePhoneNumber,
  ResumeContact: resumeContact,
  ResumeContactRecording: resumeContactRecording,
  SearchAgentStatuses: searchAgentStatuses,
  SearchAvailablePhoneNumbers: searchAvailablePhoneNumbers,
  SearchContactEvaluations: searchContactEvaluations,
  SearchContactFlowModules: searchContactFlowModules,
  SearchContactFlows: searchContactFlows,
  SearchContacts: searchContacts,
  SearchDataTables: searchDataTables,
  SearchEmailAddresses: searchEmailAddresses,
  SearchEvaluationForms: searchEvaluationForms,
  SearchHoursOfOperationOverrides: searchHoursOfOperationOverrides,
  SearchHoursOfOperations: searchHoursOfOperations,
  SearchMetrics: searchMetrics,
  SearchNotifications: searchNotifications,
  SearchPredefinedAttributes: searchPredefinedAttributes,
  SearchPrompts: searchPrompts,
  SearchQueues: searchQueues,
  SearchQuickConnects: searchQuickConnects,
  SearchResourceTags: searchResourceTags,
  SearchRoutingProfiles: searchRoutingProfiles,
  SearchRules: searchRules,
  SearchSecurityProfiles: searchSecurityProfiles,
  SearchTestCases: searchTestCases,
  SearchUserHierarchyGroups: searchUserHierarchyGroups,
  SearchUsers: searchUsers,
  SearchViews: searchViews,
  SearchVocabularies: searchVocabularies,
  SearchWorkspaceAssociations: searchWorkspaceAssociations,
  SearchWorkspaces: searchWorkspaces,
  SendChatIntegrationEvent: sendChatIntegrationEvent,
  StartAttachedFileUpload: startAttachedFileUpload,
  StartChatContact: startChatContact,
  StartContactEvaluation: startContactEvaluation,
  StartContactRecording: startContactRecording,
  StartContactStreaming: startContactStreaming,
  StartEvaluationFormValidation: startEvaluationFormValidation,
  StartOutboundChatContact: startOutboundChatContact,
  StartOutboundVoiceContact: startOutboundVoiceContact,
  StartTaskContact: startTaskContact,
  StartTestCaseExecution: startTestCaseExecution,
  StopContact: stopContact,
  StopContactRecording: stopContactRecording,
  StopContactStreaming: stopContactStreaming,
  StopTestCaseExecution: stopTestCaseExecution,
  SubmitContactEvaluation: submitContactEvaluation,
  SuspendContactRecording: suspendContactRecording,
  TagContact: tagContact,
  TagResource: tagResource,
  TransferContact: transferContact,
  UntagContact: untagContact,
  UntagResource: untagResource,
  UpdateAgentStatus: updateAgentStatus,
  UpdateAttachedFilesConfiguration: updateAttachedFilesConfiguration,
  UpdateAuthenticationProfile: updateAuthenticationProfile,
  UpdateContact: updateContact,
  UpdateContactAttributes: updateContactAttributes,
  UpdateContactEvaluation: updateContactEvaluation,
  UpdateContactFlowContent: updateContactFlowContent,
  UpdateContactFlowMetadata: updateContactFlowMetadata,
  UpdateContactFlowModuleAlias: updateContactFlowModuleAlias,
  UpdateContactFlowModuleContent: updateContactFlowModuleContent,
  UpdateContactFlowModuleMetadata: updateContactFlowModuleMetadata,
  UpdateContactFlowName: updateContactFlowName,
  UpdateContactRoutingData: updateContactRoutingData,
  UpdateContactSchedule: updateContactSchedule,
  UpdateContactTaskTemplate: updateContactTaskTemplate,
  UpdateCrossRegionRouting: updateCrossRegionRouting,
  UpdateDataTableAttribute: updateDataTableAttribute,
  UpdateDataTableMetadata: updateDataTableMetadata,
  UpdateDataTablePrimaryValues: updateDataTablePrimaryValues,
  UpdateEmailAddressMetadata: updateEmailAddressMetadata,
  UpdateEvaluationForm: updateEvaluationForm,
  UpdateExtractionDefinition: updateExtractionDefinition,
  UpdateHoursOfOperation: updateHoursOfOperation,
  UpdateHoursOfOperationOverride: updateHoursOfOperationOverride,
  UpdateInstanceAttribute: updateInstanceAttribute,
  UpdateInstanceStorageConfig: updateInstanceStorageConfig,
  UpdateMetricContent: updateMetricContent,
  UpdateMetricMetadata: updateMetricMetadata,
  UpdateNotificationContent: updateNotificationContent,
  UpdateParticipantRoleConfig: updateParticipantRoleConfig,
  UpdatePhoneNumber: updatePhoneNumber,
  UpdatePhoneNumberMetadata: updatePhoneNumberMetadata,
  UpdatePredefinedAttribute: updatePredefinedAttribute,
  UpdatePrompt: updatePrompt,
  UpdateQueueHoursOfOperation: updateQueueHoursOfOperation,
  UpdateQueueMaxContacts: updateQueueMaxContacts,
  UpdateQueueName: updateQueueName,
  UpdateQueueOutboundCallerConfig: updateQueueOutboundCallerConfig,
  UpdateQueueOutboundEmailConfig: updateQueueOutboundEmailConfig,
  UpdateQueueStatus: updateQueueStatus,
  UpdateQuickConnectConfig: updateQuickConnectConfig,
  UpdateQuickConnectName: updateQuickConnectName,
  UpdateRoutingProfileAgentAvailabilityTimer: updateRoutingProfileAgentAvailabilityTimer,
  UpdateRoutingProfileConcurrency: updateRoutingProfileConcurrency,
  UpdateRoutingProfileDefaultOutboundQueue: updateRoutingProfileDefaultOutboundQueue,
  UpdateRoutingProfileName: updateRoutingProfileName,
  UpdateRoutingProfileQueues: updateRoutingProfileQueues,
  UpdateRule: updateRule,
  UpdateSecurityProfile: updateSecurityProfile,
  UpdateTaskTemplate: updateTaskTemplate,
  UpdateTestCase: updateTestCase,
  UpdateTrafficDistribution: updateTrafficDistribution,
  UpdateUserConfig: updateUserConfig,
  UpdateUserHierarchy: updateUserHierarchy,
  UpdateUserHierarchyGroupName: updateUserHierarchyGroupName,
  UpdateUserHierarchyStructure: updateUserHierarchyStructure,
  UpdateUserIdentityInfo: updateUserIdentityInfo,
  UpdateUserNotificationStatus: updateUserNotificationStatus,
  UpdateUserPhoneConfig: updateUserPhoneConfig,
  UpdateUserProficiencies: updateUserProficiencies,
  UpdateUserRoutingProfile: updateUserRoutingProfile,
  UpdateUserSecurityProfiles: updateUserSecurityProfiles,
  UpdateViewContent: updateViewContent,
  UpdateViewMetadata: updateViewMetadata,
  UpdateWorkspaceMetadata: updateWorkspaceMetadata,
  UpdateWorkspacePage: updateWorkspacePage,
  UpdateWorkspaceTheme: updateWorkspaceTheme,
  UpdateWorkspaceVisibility: updateWorkspaceVisibility,
} satisfies { readonly [Name in OperationName]?: Operation<Name> }
