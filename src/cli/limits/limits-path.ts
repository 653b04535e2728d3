/** Where limits are, below an instance. */
export const LIMITS = '/api/limits'
