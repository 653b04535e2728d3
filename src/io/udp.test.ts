import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { expect, test, vi } from 'vitest'
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

test('a port is given again when it has been quiet for a while, or when there is no other', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const ports = new UdpPorts({ min: 23_430, max: 23_433 }, 0)
  const heard: string[] = []
  const take = () => ports.open('127.0.0.1', bytes => heard.push(String(bytes)))
  const first = await take()
  first.close()
  vi.advanceTimersByTime(1000)
  const second = await take()
  expect([first.port, second.port]).toEqual([23_430, 23_432])
  second.close()
  vi.advanceTimersByTime(1000)
  // The first has rested long enough, the second has not, but there is nothing else.
  expect((await take()).port).toBe(23_430)
  const last = await take()
  expect(last.port).toBe(23_432)
  expect(last.send(Buffer.from('once'), '127.0.0.1', 23_432)).toBe(true)
  await vi.waitFor(() => expect(heard).toEqual(['once']))
  vi.useRealTimers()
})

test('a port to which somebody still speaks rests on', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const ports = new UdpPorts({ min: 23_440, max: 23_445 }, 0)
  const talker = createSocket('udp4')
  const first = await ports.open('127.0.0.1', () => {})
  const second = await ports.open('127.0.0.1', () => {})
  first.close()
  second.close()
  vi.advanceTimersByTime(1400)
  const send = promisify<string, number, string, unknown>(talker.send.bind(talker))
  await send('still here', first.port, '127.0.0.1')
  await new Promise(resolve => setTimeout(resolve, 20))
  vi.advanceTimersByTime(200)
  expect((await ports.open('127.0.0.1', () => {})).port).toBe(second.port)
  talker.close()
  vi.useRealTimers()
})
