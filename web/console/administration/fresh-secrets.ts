// Secrets that the service has just made and tells this once: kept until the window is closed, so that whoever
// made a thing can read them on its page.

/** By the id of the thing. */
export const fresh = new Map<string, unknown>()
