// Time zones to choose from, the user's own first.

export const HOME = Intl.DateTimeFormat().resolvedOptions().timeZone
export const ZONES = [...new Set([HOME, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
