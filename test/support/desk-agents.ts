// Both agents of a new instance with telephones behind the carrier, who take every call and are back at
// once: for load that nobody sits in front of.
import {
  type ConnectClient,
  ListAgentStatusesCommand,
  ListUsersCommand,
  PutUserStatusCommand,
  UpdateUserPhoneConfigCommand,
} from '@aws-sdk/client-connect'

const AGENTS = ['agent1', 'agent2']

export class DeskAgents {
  userIds: readonly string[] = []
  readonly #connect: ConnectClient
  readonly #instanceId: string
  #availableId = ''

  constructor(connect: ConnectClient, instanceId: string) {
    this.#connect = connect
    this.#instanceId = instanceId
  }

  /** They get their telephones, and are available. */
  async begin(): Promise<void> {
    const InstanceId = this.#instanceId
    const { UserSummaryList = [] } = await this.#connect.send(new ListUsersCommand({ InstanceId }))
    this.userIds = UserSummaryList.filter(user => AGENTS.includes(user.Username ?? '')).map(
      user => user.Id ?? '',
    )
    for (const [index, UserId] of this.userIds.entries()) {
      const PhoneConfig = {
        PhoneType: 'DESK_PHONE',
        DeskPhoneNumber: `+1555777000${index}`,
        AfterContactWorkTimeLimit: 1,
      } as const
      await this.#connect.send(
        new UpdateUserPhoneConfigCommand({ InstanceId, UserId, PhoneConfig }),
      )
    }
    const { AgentStatusSummaryList = [] } = await this.#connect.send(
      new ListAgentStatusesCommand({ InstanceId }),
    )
    this.#availableId = AgentStatusSummaryList.find(each => each.Name === 'Available')?.Id ?? ''
    await this.comeBack()
  }

  /** What a person at the page would do about a call that failed. */
  async comeBack(): Promise<void> {
    for (const UserId of this.userIds) {
      const AgentStatusId = this.#availableId
      // While the centre is away nobody can be made available; the next time will do.
      await this.#connect
        .send(new PutUserStatusCommand({ InstanceId: this.#instanceId, UserId, AgentStatusId }))
        .catch(() => undefined)
    }
  }
}
