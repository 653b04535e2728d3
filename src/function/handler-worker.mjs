// The process in which one function's handler runs: loads it, calls it when told, says what came of
// it. Plain JavaScript without imports of ours, so that it starts fast and may read next to nothing.
// Who writes the handler is not trusted with this process: all that counts is watched from outside.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const INDEX_FILES = ['index.mjs', 'index.js', 'index.cjs']
/** What one call may print; the rest is dropped. */
const PRINTED_MAX = 256 * 1024
const RESULT_CHARACTERS_MAX = 64 * 1024

// What the handler has no business with. It could still find ways, and gains nothing by them.
const channel = process.channel
const send = process.send.bind(process)
for (const name of ['send', 'kill', 'disconnect', 'abort']) {
  Object.defineProperty(process, name, { value: undefined })
}

/** The handler, or what kept it from being loaded. */
let loaded
/** The call that goes on: its number and how it is ended. */
let current
let printed = 0

for (const stream of [process.stdout, process.stderr]) limit(stream)

process.on('message', call => void run(call))
// The centre is gone, and with it whoever waits for an answer.
process.on('disconnect', () => process.exit(0))
// Nothing is left that could ever end the call: as in Lambda, it returns nothing.
process.on('beforeExit', () => finish({ json: 'null' }))

async function run(call) {
  // As long as it runs, only what the handler itself waits for keeps the process.
  channel.unref()
  current = { id: call.id }
  printed = 0
  try {
    loaded ??= await load(call.folder)
    const result = await invoke(loaded, call)
    finish(serialised(result), call.id)
  } catch (error) {
    finish({ error: described(error) }, call.id)
  }
}

/** Says once what came of a call. */
function finish(outcome, id = current?.id) {
  if (!current || current.id !== id) return
  current = undefined
  channel.ref()
  send({ id, ...outcome, residentBytes: process.memoryUsage.rss() })
}

async function load(folder) {
  const file = INDEX_FILES.map(name => join(folder, name)).find(path => existsSync(path))
  if (file === undefined) throw new Error(`There is no ${INDEX_FILES.join(' or ')}.`)
  const module = await import(pathToFileURL(file).href)
  const handler = module.handler ?? module.default?.handler ?? module.default
  if (typeof handler !== 'function') throw new Error('The module exports no function `handler`.')
  return handler
}

/** Handlers may be asynchronous, call back, or (long ago) tell their context. */
function invoke(handler, call) {
  return new Promise((resolve, reject) => {
    const callback = (error, result) => (error ? reject(error) : resolve(result))
    const returned = handler(call.event, contextFor(call, callback), callback)
    if (typeof returned?.then === 'function') returned.then(resolve, reject)
    // Neither a promise nor anything to call back with: what it returned is not waited for.
    else if (returned !== undefined && handler.length < 3) resolve(returned)
  })
}

function contextFor({ context, timeLimitMs }, callback) {
  const endsAt = performance.now() + timeLimitMs
  return {
    ...context,
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(endsAt - performance.now())),
    done: callback,
    succeed: result => callback(undefined, result),
    fail: error => callback(error ?? new Error('The handler failed.')),
  }
}

function serialised(result) {
  // Throws for what is cyclic, and for numbers too big to be one.
  const json = JSON.stringify(result ?? null)
  if (json === undefined) throw new Error('The handler returned something that is no JSON.')
  if (json.length > RESULT_CHARACTERS_MAX) throw new Error('The handler returned too much.')
  return { json }
}

function described(error) {
  const text = String(error?.stack ?? error?.message ?? error)
  process.stderr.write(`${text}\n`)
  return String(error?.message ?? error).slice(0, 500)
}

function limit(stream) {
  const write = stream.write.bind(stream)
  stream.write = (chunk, encoding, done) => {
    const room = PRINTED_MAX - printed
    printed += chunk.length
    if (room >= chunk.length) return write(chunk, encoding, done)
    if (room > 0) write('… more was printed, and dropped.\n')
    const finished = typeof encoding === 'function' ? encoding : done
    if (typeof finished === 'function') queueMicrotask(finished)
    return true
  }
}
