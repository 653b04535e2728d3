import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { UdpPorts } from './udp.ts'

const RANGE = { min: 23_401, max: 23_407 }

test('ports are even, each is given once, and a port in use elsewhere is passed over', async () => {
  const other = createSocket('udp4').bind(23_404, '127.0.0.1')
  await once(other, 'listening')
  const ports = new UdpPorts(RANGE, 0)
  const open = [await ports.open('127.0.0.1', () => {}), await ports.open('127.0.0.1', () => {})]
  expect(open.map(({ port }) => port)).toEqual([23_402, 23_406])
  await expect(ports.open('127.0.0.1', () => {})).rejects.toThrow('all media ports are in use')
  for (const port of open) port.close()
  other.close()
})

test('packets arrive with the address they came from', async () => {
  const ports = new UdpPorts({ min: 23_410, max: 23_413 }, 0)
  const heard: string[] = []
  const heardOne = new Promise<void>(resolve => {
    void ports
      .open('127.0.0.1', (bytes, from) => {
        heard.push(`${Buffer.from(bytes).toString()} from ${from.port}`)
        resolve()
      })
      .then(async () => {
        const sender = await ports.open('127.0.0.1', () => {})
        expect(sender.send(Buffer.from('hello'), '127.0.0.1', 23_410)).toBe(true)
      })
  })
  await heardOne
  expect(heard).toEqual(['hello from 23412'])
})

test('an address that is none is refused, and a closed port sends nothing', async () => {
  const ports = new UdpPorts({ min: 23_420, max: 23_421 }, 0)
  const port = await ports.open('127.0.0.1', () => {})
  expect(port.send(Buffer.from('x'), '127.0.0.1', 0)).toBe(false)
  port.close()
  port.close()
  expect(port.send(Buffer.from('x'), '127.0.0.1', 9)).toBe(false)
})
