// The log: one JSON object per line on standard error, a fixed sentence and fields. What a person
// said, typed or is called goes under `pii` and nowhere else.

export interface Fields {
  readonly [name: string]: unknown
  readonly pii?: Readonly<Record<string, unknown>>
}

export const log = {
  info: (sentence: string, fields: Fields = {}) => write('info', sentence, fields),
  warn: (sentence: string, fields: Fields = {}) => write('warn', sentence, fields),
  error: (sentence: string, fields: Fields = {}) => write('error', sentence, fields),
}

function write(level: string, sentence: string, fields: Fields): void {
  const line = { time: new Date().toISOString(), level, message: sentence, ...plain(fields) }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

/** Errors do not survive `JSON.stringify` by themselves. */
function plain(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error ? (value.stack ?? value.message) : value,
    ]),
  )
}
