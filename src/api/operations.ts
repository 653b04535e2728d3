// Every operation that is built. Nothing else knows them all; the others answer 501.
import { associateRoutingProfileQueues } from './operation/associate-routing-profile-queues.ts'
import { createRoutingProfile } from './operation/create-routing-profile.ts'
import { createUser } from './operation/create-user.ts'
import { deleteRoutingProfile } from './operation/delete-routing-profile.ts'
import { deleteUser } from './operation/delete-user.ts'
import { describeInstance } from './operation/describe-instance.ts'
import { describeInstanceAttribute } from './operation/describe-instance-attribute.ts'
import { describeRoutingProfile } from './operation/describe-routing-profile.ts'
import { describeUser } from './operation/describe-user.ts'
import { disassociateRoutingProfileQueues } from './operation/disassociate-routing-profile-queues.ts'
import { listInstanceAttributes } from './operation/list-instance-attributes.ts'
import { listInstances } from './operation/list-instances.ts'
import { listRoutingProfileQueues } from './operation/list-routing-profile-queues.ts'
import { listRoutingProfiles } from './operation/list-routing-profiles.ts'
import { listUsers } from './operation/list-users.ts'
import { searchRoutingProfiles } from './operation/search-routing-profiles.ts'
import { searchUsers } from './operation/search-users.ts'
import { updateInstanceAttribute } from './operation/update-instance-attribute.ts'
import { updateRoutingProfileConcurrency } from './operation/update-routing-profile-concurrency.ts'
import { updateRoutingProfileDefaultOutboundQueue } from './operation/update-routing-profile-default-outbound-queue.ts'
import { updateRoutingProfileName } from './operation/update-routing-profile-name.ts'
import { updateRoutingProfileQueues } from './operation/update-routing-profile-queues.ts'
import { updateUserIdentityInfo } from './operation/update-user-identity-info.ts'
import { updateUserPhoneConfig } from './operation/update-user-phone-config.ts'
import { updateUserRoutingProfile } from './operation/update-user-routing-profile.ts'
import { updateUserSecurityProfiles } from './operation/update-user-security-profiles.ts'
import type { Operation, OperationName } from './operation.ts'

export const operations = {
  AssociateRoutingProfileQueues: associateRoutingProfileQueues,
  CreateRoutingProfile: createRoutingProfile,
  CreateUser: createUser,
  DeleteRoutingProfile: deleteRoutingProfile,
  DeleteUser: deleteUser,
  DescribeInstance: describeInstance,
  DescribeInstanceAttribute: describeInstanceAttribute,
  DescribeRoutingProfile: describeRoutingProfile,
  DescribeUser: describeUser,
  DisassociateRoutingProfileQueues: disassociateRoutingProfileQueues,
  ListInstanceAttributes: listInstanceAttributes,
  ListInstances: listInstances,
  ListRoutingProfileQueues: listRoutingProfileQueues,
  ListRoutingProfiles: listRoutingProfiles,
  ListUsers: listUsers,
  SearchRoutingProfiles: searchRoutingProfiles,
  SearchUsers: searchUsers,
  UpdateInstanceAttribute: updateInstanceAttribute,
  UpdateRoutingProfileConcurrency: updateRoutingProfileConcurrency,
  UpdateRoutingProfileDefaultOutboundQueue: updateRoutingProfileDefaultOutboundQueue,
  UpdateRoutingProfileName: updateRoutingProfileName,
  UpdateRoutingProfileQueues: updateRoutingProfileQueues,
  UpdateUserIdentityInfo: updateUserIdentityInfo,
  UpdateUserPhoneConfig: updateUserPhoneConfig,
  UpdateUserRoutingProfile: updateUserRoutingProfile,
  UpdateUserSecurityProfiles: updateUserSecurityProfiles,
} satisfies { readonly [Name in OperationName]?: Operation<Name> }
