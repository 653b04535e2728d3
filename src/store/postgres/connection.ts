// How PostgreSQL is reached: what the supervisor tells its children, and what pg is given.
import pg from 'pg'

/** Plain JSON, as it stands in `PARLEY_PG`. `host` may be the folder of a unix socket. */
export type PostgresConnection =
  | { readonly connectionString: string }
  | {
      readonly host: string
      readonly port: number
      readonly user: string
      readonly database: string
      readonly password?: string
    }

/** Everything of ours lives in this schema, so that a shared database stays tidy. */
export const SCHEMA = 'parley'

/** What every client and pool of ours is opened with. */
export function clientConfig(connection: PostgresConnection): pg.ClientConfig {
  return {
    ...connection,
    application_name: 'parley',
    keepAlive: true,
    connectionTimeoutMillis: 5000,
    types: { getTypeParser },
  }
}

/** bigint columns hold instants and counts, which are safe integers: numbers, not text. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === pg.types.builtins.INT8 && format !== 'binary'
    ? Number
    : pg.types.getTypeParser(oid, format as 'text')
