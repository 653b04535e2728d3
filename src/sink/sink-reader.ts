// The name under which the outbox keeps things for a sink.
const PREFIX = 'sink:'

export function sinkReader(sink: string): string {
  return `${PREFIX}${sink}`
}

/** The sink a reader of the outbox belongs to; undefined for other readers. */
export function sinkOfReader(reader: string): string | undefined {
  return reader.startsWith(PREFIX) ? reader.slice(PREFIX.length) : undefined
}
