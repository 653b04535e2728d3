// Who looks into the files that people send in chats: a program of the owner's, which reads the file
// from its standard input and ends with 0 (clean) or 1 (rejected), or a web service that is sent the
// file and answers 2xx (clean) or 422 (rejected). Whatever else they say, the file is not passed on.
import { spawn } from 'node:child_process'
import type { AttachmentScanner } from '../api/participant/attachment/attachment-scanner.ts'

const TIMEOUT_MS = 30_000
const REJECTED_STATUS = 422
const REJECTED_CODE = 1

/** `scanner`: an address with http or https, or a program with its arguments. Without one every file is clean. */
export function attachmentScanner(scanner: string | undefined): AttachmentScanner {
  if (scanner === undefined) return async () => 'clean'
  return /^https?:/.test(scanner) ? askService(scanner) : runProgram(scanner)
}

function askService(url: string): AttachmentScanner {
  return async (bytes, { name, contentType }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': contentType, 'x-attachment-name': encodeURIComponent(name) },
      body: Buffer.from(bytes),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    await response.body?.cancel()
    if (response.ok) return 'clean'
    if (response.status === REJECTED_STATUS) return 'rejected'
    throw new Error(`The scanner of attachments answered ${response.status}.`)
  }
}

/** No shell: the name of a file is never given to it. */
function runProgram(command: string): AttachmentScanner {
  const [program = '', ...parameters] = command.split(/\s+/)
  return bytes =>
    new Promise((resolve, reject) => {
      const child = spawn(program, parameters, {
        stdio: ['pipe', 'ignore', 'ignore'],
        timeout: TIMEOUT_MS,
        killSignal: 'SIGKILL',
      })
      child.on('error', reject)
      child.on('close', code => {
        if (code === 0) resolve('clean')
        else if (code === REJECTED_CODE) resolve('rejected')
        else reject(new Error(`The scanner of attachments ended with ${code}.`))
      })
      // One that has seen enough reads no further.
      child.stdin.on('error', () => {})
      child.stdin.end(bytes)
    })
}
