// Who owns an instance. The lease is a row beside the journal: every append checks its epoch under
// a lock, so that whoever lost it cannot write one entry more, however late it learns of it.
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { isAlive, parseIdentity, thisProcess } from '../../io/process.ts'
import { Fenced } from '../journal.ts'

export interface Lease {
  readonly instanceId: string
  /** Grows by one with every owner. */
  readonly epoch: number
}

export interface LeaseOptions {
  readonly instanceId: string
  /** Where other nodes reach the owner. */
  readonly address: string
  /** How long the lease holds when it is not renewed. */
  readonly ttlMs: number
  /** How long to wait for another owner to go before giving up. */
  readonly patienceMs: number
}

/** The instance has another owner, who is alive. */
export class InstanceOwned extends Error {
  constructor(instanceId: string, address: string) {
    super(`Instance ${instanceId} is served by another process${address ? ` at ${address}` : ''}.`)
    this.name = 'InstanceOwned'
  }
}

/** Becomes the owner: at once when the last one released it or died on this host, else when its lease has run out. */
export async function acquireLease(client: pg.ClientBase, options: LeaseOptions): Promise<Lease> {
  const { instanceId, patienceMs } = options
  const holder = JSON.stringify(thisProcess())
  for (let waited = 0; ; waited += 50) {
    const owner = await currentOwner(client, instanceId)
    const dead = owner && isDead(owner.holder) ? owner.holder : ''
    const epoch = await take(client, options, holder, dead)
    if (epoch !== undefined) return { instanceId, epoch }
    if (waited >= patienceMs) throw new InstanceOwned(instanceId, owner?.address ?? '')
    await pause(50)
  }
}

/** Throws `Fenced` when another process has become the owner. */
export async function renewLease(
  client: pg.ClientBase,
  { instanceId, epoch }: Lease,
  ttlMs: number,
): Promise<void> {
  const { rowCount } = await client.query(
    `update parley.lease set expires_at = now() + $3 * interval '1 ms'
     where instance = $1 and epoch = $2`,
    [instanceId, epoch, ttlMs],
  )
  if (rowCount === 0) throw new Fenced(instanceId, epoch)
}

/** Lets the next owner in at once. */
export async function releaseLease(client: pg.ClientBase, { instanceId, epoch }: Lease) {
  await client.query(
    `update parley.lease set expires_at = '-infinity', holder = ''
     where instance = $1 and epoch = $2`,
    [instanceId, epoch],
  )
}

interface Owner {
  readonly holder: string
  readonly address: string
}

async function currentOwner(client: pg.ClientBase, instanceId: string): Promise<Owner | undefined> {
  const { rows } = await client.query<Owner>(
    'select holder, address from parley.lease where instance = $1',
    [instanceId],
  )
  return rows[0]
}

function isDead(holder: string): boolean {
  const identity = parseIdentity(holder)
  return identity !== undefined && isAlive(identity) === false
}

async function take(
  client: pg.ClientBase,
  { instanceId, ttlMs, address }: LeaseOptions,
  holder: string,
  dead: string,
): Promise<number | undefined> {
  const { rows } = await client.query<{ readonly epoch: number }>(
    `insert into parley.lease as held (instance, holder, epoch, expires_at, address)
     values ($1, $2, 1, now() + $3 * interval '1 ms', $4)
     on conflict (instance) do update
       set holder = excluded.holder, epoch = held.epoch + 1,
           expires_at = excluded.expires_at, address = excluded.address
       where held.expires_at < now() or held.holder = $5
     returning epoch`,
    [instanceId, holder, ttlMs, address, dead],
  )
  return rows[0]?.epoch
}
