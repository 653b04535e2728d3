// Text as callers hear it.

/** A .wav. Throws a sentence of the service. */
export async function spoken(text: string, signal?: AbortSignal): Promise<Blob> {
  const response = await fetch('/api/speech', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
    ...(signal && { signal }),
  })
  if (response.ok) return await response.blob()
  const { title } = (await response.json()) as { readonly title?: string }
  throw new Error(title ?? String(response.status))
}
