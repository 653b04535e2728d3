// The little of better-sqlite3 that the journal's benchmark uses; the package brings no types.
declare module 'better-sqlite3' {
  interface Statement {
    run(...values: readonly (string | number)[]): unknown
  }
  class Database {
    constructor(path: string)
    pragma(text: string): unknown
    exec(text: string): unknown
    prepare(text: string): Statement
    transaction<T>(work: (argument: T) => void): (argument: T) => void
    close(): void
  }

  // biome-ignore lint/style/noDefaultExport: the package's only export
  export default Database
}
