// The messages of RFC 4475 and RFC 5118, where they are at hand (they are not part of the project), and
// what each must bring about.
import { existsSync, readFileSync } from 'node:fs'

const CORPUS = new URL('../../../shared/corpus/', import.meta.url)

/** The status we answer first over UDP; none for what must be dropped. 100: the call is offered. */
const RFC_4475: Readonly<Record<string, number | 'none'>> = {
  'wsinv.dat': 481, // it has a To tag of no dialog of ours
  'intmeth.dat': 501,
  'esc01.dat': 100,
  'escnull.dat': 401,
  'esc02.dat': 501,
  'lwsdisp.dat': 200,
  'longreq.dat': 100,
  'dblreq.dat': 401,
  'semiuri.dat': 200,
  'transports.dat': 200,
  'mpart01.dat': 405,
  'unreason.dat': 'none',
  'noreason.dat': 'none',
  'badinv01.dat': 400,
  'clerr.dat': 400,
  'ncl.dat': 400,
  'scalar02.dat': 400,
  'scalarlg.dat': 'none',
  'quotbal.dat': 400,
  'ltgtruri.dat': 400,
  'lwsruri.dat': 400,
  'lwsstart.dat': 400,
  'trws.dat': 400,
  'escruri.dat': 400,
  'baddate.dat': 100,
  'regbadct.dat': 400,
  'badaspec.dat': 400,
  'baddn.dat': 400,
  'badvers.dat': 505,
  'mismatch01.dat': 400,
  'mismatch02.dat': 400,
  'bigcode.dat': 'none',
  'badbranch.dat': 200,
  'insuf.dat': 400,
  'unkscm.dat': 416,
  'novelsc.dat': 416,
  'unksm2.dat': 401,
  'bext01.dat': 420,
  'invut.dat': 415,
  'regaut01.dat': 401,
  'multi01.dat': 400,
  'mcl01.dat': 400,
  'bcast.dat': 'none',
  'zeromf.dat': 200,
  'cparam01.dat': 401,
  'cparam02.dat': 401,
  'regescrt.dat': 401,
  'sdp01.dat': 406,
  'inv2543.dat': 100,
}

const RFC_5118: Readonly<Record<string, number | 'none'>> = {
  'ipv6-good.dat': 401,
  'ipv6-bad.dat': 400,
  'port-ambiguous.dat': 401,
  'port-unambiguous.dat': 401,
  'via-received-param-with-delim.dat': 481,
  'via-received-param-no-delim.dat': 200,
  'ipv6-in-sdp.dat': 100,
  'mult-ip-in-header.dat': 481,
  'mult-ip-in-sdp.dat': 100,
  'ipv4-mapped-ipv6.dat': 100,
  'ipv6-bug-abnf-3-colons.dat': 200,
  'ipv6-correct-abnf-2-colons.dat': 200,
}

/** Whether they are here. */
export const hasCorpus = existsSync(CORPUS)
export interface TortureMessage {
  readonly folder: string
  readonly file: string
  readonly status: number | 'none'
}

/** All of them. */
export const TORTURE_MESSAGES: readonly TortureMessage[] = [
  ...table('rfc4475', RFC_4475),
  ...table('rfc5118', RFC_5118),
]

function table(folder: string, expected: typeof RFC_4475): TortureMessage[] {
  return Object.entries(expected).map(([file, status]) => ({ folder, file, status }))
}

/** The files there are of one RFC. */
export function filesOf(folder: string): string[] {
  const manifest: { messages: { file: string }[] } = JSON.parse(
    readFileSync(new URL(`${folder}/manifest.json`, CORPUS), 'utf8'),
  )
  return manifest.messages.map(({ file }) => file)
}

/** A message as it would be sent. */
export function readTorture(folder: string, file: string): Uint8Array {
  const bytes = readFileSync(new URL(`${folder}/${file}`, CORPUS))
  if (folder === 'rfc4475') return bytes
  // The archive of RFC 5118 has LF only, two of its files no blank line, and one a wrong length.
  const text = bytes.toString('latin1').replace(/\r?\n/g, '\r\n')
  const [head = '', ...body] = (text.includes('\r\n\r\n') ? text : `${text}\r\n`).split('\r\n\r\n')
  const rest = body.join('\r\n\r\n')
  const length = `Content-Length: ${rest.length}`
  return Buffer.from(`${head.replace(/Content-Length: \d+/, length)}\r\n\r\n${rest}`, 'latin1')
}
