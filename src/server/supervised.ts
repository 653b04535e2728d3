// The child's side of the supervisor: how centre and voice node say that they are ready or cannot
// be, and how they learn that it is time to end.

/** What a child tells the supervisor. */
export type ChildMessage =
  | { readonly type: 'ready'; readonly lines?: readonly string[] }
  | { readonly type: 'fatal'; readonly sentence: string }
  /** It is on its way, for the reason said, and may take longer than is usual. */
  | { readonly type: 'busy'; readonly sentence: string }
  /** There is work for a program that is started only then. */
  | { readonly type: 'wanted'; readonly program: string }

/** How long ending may take before the process just goes. */
const STOP_MS = 1200

export interface Supervised {
  /** Everything runs; `lines` are shown to the person who started Parley. */
  ready(lines?: readonly string[]): void
  /** It cannot start, and starting it again will not help. Ends the process. */
  fatal(sentence: string): void
  /** It is still starting: nobody shall give up on it for another minute. */
  busy(sentence: string): void
  /** Has a program started that nothing was to be done for until now, if it does not run. */
  want(program: string): void
  /** Done when the process is to end, what was said last first. */
  atEnd(end: () => unknown): void
}

/** Ends the process in order when the supervisor asks for it or is gone. */
export function supervised(): Supervised {
  const endings: (() => unknown)[] = []
  const stop = async () => {
    for (const each of endings.splice(0).reverse()) await each()
  }
  let stopping = false
  const end = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), STOP_MS).unref()
    stop().then(
      () => process.exit(0),
      error => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', end)
  process.on('disconnect', end)
  // Ctrl-C goes to everyone at the terminal; the supervisor alone decides what it means.
  if (process.send) process.on('SIGINT', () => undefined)
  else process.on('SIGINT', end)
  return {
    ready: lines => tell(lines ? { type: 'ready', lines } : { type: 'ready' }),
    fatal: sentence => tell({ type: 'fatal', sentence }, () => process.exit(1)),
    busy: sentence => tell({ type: 'busy', sentence }),
    want: program => process.send?.({ type: 'wanted', program } satisfies ChildMessage),
    atEnd: each => void endings.push(each),
  }
}

function tell(message: ChildMessage, then: () => void = () => undefined): void {
  if (process.send) {
    process.send(message, () => then()) // an error means that the supervisor is gone: see 'disconnect'
    return
  }
  // Run by hand, without a supervisor.
  for (const line of linesOf(message)) console.log(line)
  then()
}

function linesOf(message: ChildMessage): readonly string[] {
  if (message.type === 'ready') return message.lines ?? []
  return message.type === 'wanted' ? [] : [message.sentence]
}
