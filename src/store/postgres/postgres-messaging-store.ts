import type { Kysely, Selectable } from 'kysely'
import type { Instant } from '../../core/instant.ts'
import type {
  FailedLine,
  LineOutcome,
  MessagingRoute,
  MessagingStore,
  SentLine,
} from '../messaging-store.ts'
import type { MessagingRouteTable, Tables } from './schema.ts'
import { storableText } from './storable-json.ts'

export class PostgresMessagingStore implements MessagingStore {
  readonly #db: Kysely<Tables>
  readonly #instance: string

  /** @param db with our schema. */
  constructor(db: Kysely<Tables>, instanceId: string) {
    this.#db = db
    this.#instance = instanceId
  }

  async openRoute(route: MessagingRoute): Promise<void> {
    await this.#db
      .insertInto('messaging_route')
      .values({
        instance: this.#instance,
        route_id: route.routeId,
        channel: route.channelId,
        conversation_id: route.conversationId,
        participant_id: route.participantId,
        customer_address: route.customerAddress,
        system_address: route.systemAddress,
        position: route.position,
        ended: false,
      })
      .onConflict(conflict =>
        conflict.columns(['instance', 'route_id']).doUpdateSet({ ended: false }),
      )
      .execute()
  }

  async openRoutes(): Promise<readonly MessagingRoute[]> {
    const rows = await this.#db
      .selectFrom('messaging_route')
      .selectAll()
      .where('instance', '=', this.#instance)
      .where('ended', '=', false)
      .execute()
    return rows.map(routeOf)
  }

  async routesOf(
    channelId: string,
    customerAddress: string,
    limit: number,
  ): Promise<readonly MessagingRoute[]> {
    const rows = await this.#db
      .selectFrom('messaging_route')
      .selectAll()
      .where('instance', '=', this.#instance)
      .where('channel', '=', channelId)
      .where('customer_address', '=', customerAddress)
      .orderBy('opened', 'desc')
      .limit(limit)
      .execute()
    return rows.map(routeOf)
  }

  async endRoute(routeId: string): Promise<void> {
    await this.#db
      .updateTable('messaging_route')
      .set({ ended: true })
      .where('instance', '=', this.#instance)
      .where('route_id', '=', routeId)
      .execute()
  }

  async passed(route: MessagingRoute, position: number, outcome?: LineOutcome): Promise<void> {
    const { routeId, channelId } = route
    const move = this.#db
      .updateTable('messaging_route')
      .set({ position })
      .where('instance', '=', this.#instance)
      .where('route_id', '=', routeId)
      .where('position', '<', position)
    if (!outcome) {
      await move.execute()
      return
    }
    const { itemId, at, providerId = null, problem = null } = outcome
    // Both or neither: one statement, and so one commit.
    await this.#db
      .with('moved', () => move)
      .insertInto('messaging_sent')
      .values({
        instance: this.#instance,
        route_id: routeId,
        channel: channelId,
        item_id: itemId,
        provider_id: providerId && storableText(providerId),
        problem: problem && storableText(problem),
        at,
      })
      .onConflict(conflict => conflict.doNothing())
      .execute()
  }

  async sentLine(
    channelId: string,
    { itemId, providerId }: { readonly itemId?: string; readonly providerId?: string },
  ): Promise<SentLine | undefined> {
    const [column, value] =
      itemId === undefined
        ? (['sent.provider_id', providerId] as const)
        : (['sent.item_id', itemId] as const)
    if (value === undefined) return undefined
    const row = await this.#sent(channelId)
      .select(['sent.item_id', 'route.conversation_id', 'route.participant_id'])
      .where(column, '=', value)
      .limit(1)
      .executeTakeFirst()
    return (
      row && {
        itemId: row.item_id,
        conversationId: row.conversation_id,
        participantId: row.participant_id,
      }
    )
  }

  async failLine(channelId: string, itemId: string, problem: string): Promise<void> {
    await this.#db
      .updateTable('messaging_sent')
      .set({ problem: storableText(problem) })
      .where('instance', '=', this.#instance)
      .where('channel', '=', channelId)
      .where('item_id', '=', itemId)
      .execute()
  }

  async failedLines(channelId: string, limit: number): Promise<readonly FailedLine[]> {
    const rows = await this.#sent(channelId)
      .select(['sent.item_id', 'route.conversation_id', 'sent.at', 'sent.problem'])
      .where('sent.problem', 'is not', null)
      .orderBy('sent.at', 'desc')
      .limit(limit)
      .execute()
    return rows.map(({ item_id, conversation_id, at, problem }) => {
      return {
        itemId: item_id,
        conversationId: conversation_id,
        at: Number(at),
        problem: problem ?? '',
      }
    })
  }

  /** Lines that were sent by a channel, with their routes. */
  #sent(channelId: string) {
    return this.#db
      .selectFrom('messaging_sent as sent')
      .innerJoin('messaging_route as route', join =>
        join
          .onRef('route.instance', '=', 'sent.instance')
          .onRef('route.route_id', '=', 'sent.route_id'),
      )
      .where('sent.instance', '=', this.#instance)
      .where('sent.channel', '=', channelId)
  }

  async wasHeard(channelId: string, messageId: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom('messaging_heard')
      .select('at')
      .where('instance', '=', this.#instance)
      .where('channel', '=', channelId)
      .where('message_id', '=', messageId)
      .executeTakeFirst()
    return row !== undefined
  }

  async heard(channelId: string, messageId: string, at: Instant): Promise<void> {
    await this.#db
      .insertInto('messaging_heard')
      .values({ instance: this.#instance, channel: channelId, message_id: messageId, at })
      .onConflict(conflict => conflict.doNothing())
      .execute()
  }

  async isOptedOut(channelId: string, address: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom('messaging_opt_out')
      .select('at')
      .where('instance', '=', this.#instance)
      .where('channel', '=', channelId)
      .where('address', '=', address)
      .executeTakeFirst()
    return row !== undefined
  }

  async optOut(channelId: string, address: string, at: Instant): Promise<void> {
    await this.#db
      .insertInto('messaging_opt_out')
      .values({ instance: this.#instance, channel: channelId, address, at })
      .onConflict(conflict => conflict.doNothing())
      .execute()
  }

  async optIn(channelId: string, address: string): Promise<void> {
    await this.#db
      .deleteFrom('messaging_opt_out')
      .where('instance', '=', this.#instance)
      .where('channel', '=', channelId)
      .where('address', '=', address)
      .execute()
  }

  async forget(before: Instant): Promise<void> {
    for (const table of ['messaging_heard', 'messaging_sent'] as const) {
      await this.#db
        .deleteFrom(table)
        .where('instance', '=', this.#instance)
        .where('at', '<', before)
        .execute()
    }
    await this.#db
      .deleteFrom('messaging_route as route')
      .where('instance', '=', this.#instance)
      .where('ended', '=', true)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('messaging_sent as sent')
              .select('sent.at')
              .whereRef('sent.instance', '=', 'route.instance')
              .whereRef('sent.route_id', '=', 'route.route_id'),
          ),
        ),
      )
      .execute()
  }
}

function routeOf(row: Selectable<MessagingRouteTable>): MessagingRoute {
  return {
    routeId: row.route_id,
    channelId: row.channel,
    conversationId: row.conversation_id,
    participantId: row.participant_id,
    customerAddress: row.customer_address,
    systemAddress: row.system_address,
    position: Number(row.position),
  }
}
