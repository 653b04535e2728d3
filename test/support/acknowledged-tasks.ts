// Tasks given to a centre one after another while the world goes wrong: which of them were acknowledged,
// and whether each of those is still known afterwards.
import { setTimeout as pause } from 'node:timers/promises'
import {
  type ConnectClient,
  CreateContactFlowCommand,
  DescribeContactCommand,
  StartTaskContactCommand,
} from '@aws-sdk/client-connect'
import { until } from './until.ts'

const PATIENCE_MS = 3000
const AN_HOUR_MS = 3_600_000

export class AcknowledgedTasks {
  /** Ids of contacts whose start was answered with success. */
  readonly acknowledged: string[] = []
  refused = 0
  readonly #connect: ConnectClient
  readonly #instanceId: string
  #flowId = ''
  #going = false
  #done: Promise<void> = Promise.resolve()

  constructor(connect: ConnectClient, instanceId: string) {
    this.#connect = connect
    this.#instanceId = instanceId
  }

  /** Gives one task after another, until `stop`. */
  async start(): Promise<void> {
    const Actions = [
      { Identifier: 'end', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
    ]
    const { ContactFlowId = '' } = await this.#connect.send(
      new CreateContactFlowCommand({
        InstanceId: this.#instanceId,
        Name: 'Later',
        Type: 'CONTACT_FLOW',
        Content: JSON.stringify({ Version: '2019-10-30', StartAction: 'end', Actions }),
      }),
    )
    this.#flowId = ContactFlowId
    this.#going = true
    this.#done = this.#give()
  }

  async stop(): Promise<void> {
    this.#going = false
    await this.#done
  }

  /** Waits until so many more have been acknowledged. */
  async more(count: number, timeoutMs = 30_000): Promise<void> {
    const wanted = this.acknowledged.length + count
    await until(`${count} more tasks`, () => this.acknowledged.length >= wanted, timeoutMs)
  }

  /** Those that were acknowledged and are not known. */
  async lost(): Promise<string[]> {
    const lost: string[] = []
    for (const ContactId of this.acknowledged) {
      const known = await this.#connect
        .send(new DescribeContactCommand({ InstanceId: this.#instanceId, ContactId }))
        .catch(() => undefined)
      if (known?.Contact?.Id !== ContactId) lost.push(ContactId)
    }
    return lost
  }

  async #give(): Promise<void> {
    while (this.#going) {
      const ContactId = await this.#giveOne()
      if (ContactId === undefined) this.refused++
      else this.acknowledged.push(ContactId)
      await pause(ContactId === undefined ? 100 : 5)
    }
  }

  async #giveOne(): Promise<string | undefined> {
    const command = new StartTaskContactCommand({
      InstanceId: this.#instanceId,
      ContactFlowId: this.#flowId,
      Name: `Task ${this.acknowledged.length}`,
      ScheduledTime: new Date(Date.now() + AN_HOUR_MS * 5),
    })
    const answer = await this.#connect
      .send(command, { abortSignal: AbortSignal.timeout(PATIENCE_MS) })
      .catch(() => undefined)
    return answer?.ContactId
  }
}
