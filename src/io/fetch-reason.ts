/** Why a request was not answered: `fetch` hides it behind "fetch failed". */
export function fetchReason(error: unknown): string {
  const { cause } = error as { readonly cause?: unknown }
  const told = cause instanceof Error && cause.message !== '' ? cause : error
  return told instanceof Error ? told.message : String(told)
}
