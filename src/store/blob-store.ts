// Recordings, prompts and other big things by key, encrypted at rest. A local folder unless told otherwise.

export interface BlobStore {
  /** Moves a finished local file in under `key` (for example `recordings/2026/11/21/<id>.wav`). */
  adopt(key: string, path: string): Promise<void>
  put(key: string, bytes: Uint8Array): Promise<void>
  /** The whole thing, or `range` of it (first and last byte, inclusive). Undefined when there is none. */
  get(
    key: string,
    range?: { readonly first: number; readonly last: number },
  ): Promise<Uint8Array | undefined>
  size(key: string): Promise<number | undefined>
  delete(key: string): Promise<void>
}
