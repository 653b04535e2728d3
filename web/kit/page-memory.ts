// What a page remembers over a reload, and no longer than its window is open.

/** `otherwise` when nothing is remembered. */
export function kept<T>(key: string, otherwise: T): T {
  try {
    const text = sessionStorage.getItem(key)
    return text === null ? otherwise : (JSON.parse(text) as T) // written by `keep`
  } catch {
    return otherwise // storage is shut in some embedded frames
  }
}

export function keep(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value))
  } catch {
    // as above: a reload then forgets it
  }
}
