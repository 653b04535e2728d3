// `/api/limits`: how often programs may call the API, and how many there may be of what.

/** `GET /api/limits`. */
export interface Limits {
  readonly rates: readonly ShownRate[]
  readonly quotas: readonly ShownQuota[]
}

export interface ShownRate {
  /** `*`: each by itself. */
  readonly operation: string
  readonly caller: string
  readonly perSecond: number
  readonly burst: number
  /** What those are answered who call more often. */
  readonly exception: string
}

export interface ShownQuota {
  readonly name: string
  /** Absent where it holds for each of several things. */
  readonly used?: number
  /** What has so many, where it is not the instance. */
  readonly per?: string
  /** Absent: none. */
  readonly limit?: number
  /** What it is unless set. */
  readonly standard?: number
}
