import { expect, test } from 'vitest'
import { Centre } from '../core/centre.ts'
import type { Input } from '../core/input.ts'
import { systemClock } from '../io/clock.ts'
import { MemoryDisk, openMemoryStore } from '../store/memory/memory-store.ts'
import { Actor } from './actor.ts'
import { ConfiguredSecrets } from './configured-secrets.ts'

const KEY = Buffer.alloc(32, 7)
const put = (kind: string, id: string, document: object) =>
  ({ type: 'config.put', kind, id, document }) as Input
const trunk = { Name: 'carrier', Addresses: [], OutboundPassword: 'dial-tone-9' }
const inputs = [
  put('sip-trunk', 'carrier', trunk),
  put('sip-phone', 'desk', { Username: 'desk', Ha1Md5: 'md5-plain', Ha1Sha256: 'sha-plain' }),
  put('access-key', 'AKIA1', { SecretAccessKey: 'aws-plain', Owner: 'somebody' }),
  put('event-sink', 'crm', {
    type: 'webhook',
    url: 'https://crm.example/url-plain',
    secret: 'sink-plain',
    kinds: [],
    since: 0,
  }),
  put('function', 'price', {
    Name: 'price',
    Target: { Type: 'HTTPS', Url: 'https://example.org', Secret: 'function-plain' },
    Environment: { API_KEY: 'environment-plain' },
  }),
]
const plain = /dial-tone-9|-plain/

/** A centre that is started on a disk, as after every restart. */
async function started(disk: MemoryDisk, secrets?: ConfiguredSecrets) {
  const centre = new Centre('instance', [1, 2, 3, 4])
  const { journal } = openMemoryStore(disk)
  const actor = new Actor(centre, {
    clock: systemClock,
    journal: secrets?.guard(journal) ?? journal,
    ...(secrets && { secrets }),
    release: () => {},
    saveOutbox: () => null,
    restoreOutbox: () => {},
    fatal(error) {
      throw error
    },
  })
  await actor.recover()
  return { centre, actor }
}

test('no configured secret is plain on the disk, and all are what they were after a restart', async () => {
  const disk = new MemoryDisk()
  const { centre, actor } = await started(disk, new ConfiguredSecrets(KEY))
  await actor.submit(...inputs)
  expect(JSON.stringify(disk.entries)).not.toMatch(plain)
  const killed = await started(disk, new ConfiguredSecrets(KEY))
  expect(killed.centre.save()).toEqual(centre.save())
  await killed.actor.stop()
  expect(disk.snapshots, 'its state was saved').toHaveLength(1)
  expect(JSON.stringify(disk.snapshots)).not.toMatch(plain)
  const again = await started(disk, new ConfiguredSecrets(KEY))
  expect(again.centre.save()).toEqual(centre.save())
  expect(again.centre.view.directory.get('sip-trunk', 'carrier')).toEqual(trunk)
})

test('what was written before secrets were sealed is read as it is', async () => {
  const disk = new MemoryDisk()
  const before = await started(disk)
  await before.actor.submit(...inputs)
  const replayed = await started(disk, new ConfiguredSecrets(KEY))
  expect(replayed.centre.save()).toEqual(before.centre.save())
  await (await started(disk)).actor.stop()
  expect(disk.snapshots, 'its state was saved').toHaveLength(1)
  const restored = await started(disk, new ConfiguredSecrets(KEY))
  expect(restored.centre.save()).toEqual(before.centre.save())
})

test('a secret that looks sealed stays what it is', async () => {
  const disk = new MemoryDisk()
  const odd = { ...trunk, OutboundPassword: 'sealed:1:not really' }
  const { actor } = await started(disk, new ConfiguredSecrets(KEY))
  await actor.submit(put('sip-trunk', 'odd', odd))
  const { centre } = await started(disk, new ConfiguredSecrets(KEY))
  expect(centre.view.directory.get('sip-trunk', 'odd')).toEqual(odd)
})

test('the database of another data folder is refused with a sentence', async () => {
  const disk = new MemoryDisk()
  const { actor } = await started(disk, new ConfiguredSecrets(KEY))
  await actor.submit(...inputs)
  const stranger = started(disk, new ConfiguredSecrets(Buffer.alloc(32, 8)))
  await expect(stranger).rejects.toThrow('belongs to another data folder')
})
