// A request and its answer, free of any web server.

export interface ApiRequest {
  readonly method: string
  /** As it travelled, not decoded, without the query. */
  readonly rawPath: string
  /** As it travelled, without the question mark. */
  readonly query: string
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Uint8Array
  /** Where it came from, if that is known. */
  readonly address?: string | undefined
}

export interface ApiResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}
