// Kamailio as a stateful proxy that stays in the path of each call: the least that passes calls on.
import { type ChildProcess, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../test/support/free-port.ts'

export interface Kamailio {
  readonly pid: number
  readonly port: number
  stop(): Promise<void>
}

/** Passes every call on to one port of this machine. */
export async function startKamailio(toPort: number): Promise<Kamailio> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-kamailio-'))
  const port = await freePort()
  const file = join(folder, 'kamailio.cfg')
  writeFileSync(file, configuration(port, toPort))
  const args = ['-f', file, '-DD', '-E', '-m', '64', '-M', '8']
  const child = spawn('kamailio', [...args, '-P', join(folder, 'pid'), '-Y', folder], {
    stdio: 'ignore',
  })
  await answers(child, port)
  return {
    pid: child.pid ?? 0,
    port,
    stop: async () => {
      child.kill('SIGTERM')
      await once(child, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function configuration(port: number, toPort: number): string {
  return `
debug=0
log_stderror=yes
fork=yes
children=2
auto_aliases=no
disable_tcp=yes
listen=udp:127.0.0.1:${port}
loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "maxfwd.so"
loadmodule "siputils.so"
loadmodule "sanity.so"
request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  if (!sanity_check("1511", "7")) { exit; }
  if (has_totag()) {
    if (loose_route()) { t_relay(); }
    exit;
  }
  if (method == "OPTIONS") { sl_send_reply("200", "OK"); exit; }
  if (method != "INVITE") { exit; }
  record_route();
  $du = "sip:127.0.0.1:${toPort}";
  t_relay();
}
`
}

async function answers(child: ChildProcess, port: number): Promise<void> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const own = `127.0.0.1:${socket.address().port}`
  const options = [
    `OPTIONS sip:127.0.0.1:${port} SIP/2.0`,
    `Via: SIP/2.0/UDP ${own};branch=z9hG4bKready`,
    `From: <sip:bench@${own}>;tag=1`,
    `To: <sip:127.0.0.1:${port}>`,
    'Call-ID: ready',
    'CSeq: 1 OPTIONS',
    'Max-Forwards: 70',
    'Content-Length: 0',
    '\r\n',
  ].join('\r\n')
  try {
    for (let tries = 0; tries < 50; tries++) {
      if (child.exitCode !== null) break
      socket.send(options, port, '127.0.0.1')
      const heard = await once(socket, 'message', { signal: AbortSignal.timeout(100) }).catch(
        () => undefined,
      )
      if (heard) return
    }
  } finally {
    socket.close()
  }
  throw new Error('Kamailio does not answer: apt-get install kamailio')
}
