import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { until } from '../../test/support/until.ts'
import { SparePorts } from './spare-ports.ts'
import { UdpPorts } from './udp.ts'

test('after the first call the next ones know their port before they ask for it', async () => {
  const told: number[] = []
  const spare = new SparePorts(new UdpPorts({ min: 31_000, max: 31_999 }, 0), (_, ports) =>
    told.push(...ports),
  )
  const first = await spare.open('127.0.0.1', () => {}, undefined)
  await until('ports are told of', () => told.length > 0)
  expect(told).not.toContain(first.port)
  expect(new Set(told).size).toBe(told.length)
  const heard: string[] = []
  const [port = 0] = told
  const next = await spare.open('127.0.0.1', packet => heard.push(String(packet)), port)
  expect(next.port).toBe(port)
  const phone = createSocket('udp4')
  phone.send('hello', port, '127.0.0.1')
  await until('the phone is heard', () => heard.length > 0)
  expect(heard).toEqual(['hello'])
  phone.close()
  await once(phone, 'close')
})

test('few ports are all for calls', async () => {
  let told = 0
  const spare = new SparePorts(new UdpPorts({ min: 32_000, max: 32_003 }, 0), () => told++)
  await spare.open('127.0.0.1', () => {}, undefined)
  await spare.open('127.0.0.1', () => {}, undefined)
  await expect(spare.open('127.0.0.1', () => {}, undefined)).rejects.toThrow('in use')
  expect(told).toBe(0)
})
