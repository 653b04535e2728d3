// The transcript as a text file, for the customer to keep.
import type { Body, Row } from './rows.ts'
import type { Language } from './texts.ts'

export function transcriptText(title: string, rows: readonly Row[], language: Language): string {
  const lines = rows.flatMap(row => {
    if (row.type === 'note') return [`— ${row.text}`]
    if (row.type === 'day') {
      return ['', new Date(row.at).toLocaleDateString(language.tag, { dateStyle: 'full' })]
    }
    const time = new Date(row.at).toLocaleTimeString(language.tag, { timeStyle: 'short' })
    const who = row.side === 'own' ? language.texts.you : row.name
    return [`[${time}] ${who === undefined ? '' : `${who}: `}${wordsOf(row.body)}`]
  })
  return `${[title, ...lines].join('\r\n')}\r\n`
}

function wordsOf(body: Body): string {
  switch (body.type) {
    case 'question': {
      const choices = body.question.groups.flatMap(each => each.choices.map(({ label }) => label))
      return [body.question.title, ...choices].filter(Boolean).join(' / ')
    }
    case 'view':
      return '…'
    case 'files':
      return body.files.map(({ name }) => name).join(', ')
    default:
      return body.text
  }
}

export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
