// Whether ports can be had, asked before anything is started.
import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { CannotStart } from './cannot-start.ts'
import type { Configuration } from './configuration.ts'

/** Throws `CannotStart` for the first port that somebody else has or that we may not have. */
export async function checkPorts({ bind, httpPort, sipPort, tls }: Configuration): Promise<void> {
  await check('HTTP', 'PARLEY_HTTP_PORT', bind, httpPort, tryTcp)
  await check('SIP', 'PARLEY_SIP_PORT', bind, sipPort, tryTcp)
  await check('SIP', 'PARLEY_SIP_PORT', bind, sipPort, tryUdp)
  if (!tls) return
  await check('SIP over TLS', 'PARLEY_SIP_PORT', bind, tls.sipPort, tryTcp)
  await check('HTTPS', 'PARLEY_HTTPS_PORT', bind, tls.httpsPort, tryTcp)
}

type Attempt = (host: string, port: number) => Promise<void>

async function check(what: string, setting: string, host: string, port: number, attempt: Attempt) {
  if (port === 0) return
  try {
    await attempt(host, port)
  } catch (error) {
    throw new CannotStart(sentence(what, setting, host, port, error))
  }
}

function sentence(what: string, setting: string, host: string, port: number, error: unknown) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EADDRINUSE':
      return `The ${what} port ${port} is used by another program: end that or set ${setting} to a free one.`
    case 'EACCES':
      return `This user may not open the ${what} port ${port}: set ${setting} to 1024 or more.`
    case 'EADDRNOTAVAIL':
      return `${host} is no address of this machine: set PARLEY_BIND to one that is.`
    default:
      return `The ${what} port ${port} cannot be opened on ${host}: ${String(error)}.`
  }
}

function tryTcp(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()))
  })
}

function tryUdp(address: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
    socket.once('error', error => {
      socket.close()
      reject(error)
    })
    socket.bind({ address, port, exclusive: true }, () => socket.close(resolve))
  })
}
