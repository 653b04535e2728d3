// A NATS server of our own with JetStream, in a temporary folder.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { pathOf } from './peer.ts'
import { until } from './until.ts'

export interface NatsServer {
  readonly url: string
  /** Kills it; what it has stays on its disk. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Ends it and deletes what it has. */
  stop(): Promise<void>
}

export async function startNatsServer(more: readonly string[] = []): Promise<NatsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-nats-'))
  const port = await freePort()
  let running: ChildProcess | undefined
  const start = async () => {
    const args = ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder, ...more]
    running = spawn(pathOf('nats'), args, { stdio: 'ignore' })
    await until('NATS listens', () => isOpen(port), 5000)
  }
  const kill = async () => {
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    running.kill('SIGKILL')
    await once(running, 'exit')
  }
  await start()
  return {
    url: `nats://127.0.0.1:${port}`,
    kill,
    start,
    async stop() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
