/** Gives a text to the user as a file. */
export function downloadFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** A file's name without what file systems do not take. */
export function fileNameOf(name: string): string {
  return `${name.replace(/[\\/:*?"<>|]+/g, ' ').trim() || 'flow'}.json`
}

/** Lets the user choose files. */
export function chooseFiles(take: (files: readonly File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.json,application/json,text/plain'
  input.multiple = true
  input.addEventListener('change', () => take([...(input.files ?? [])]))
  input.click()
}
