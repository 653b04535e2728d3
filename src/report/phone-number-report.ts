// Calls by the number of ours that they are about.
import type { Cell } from '../api/contract/report-table.ts'
import { column, maySee, type ReportPart, type ReportTask } from './report-task.ts'

const NUMBERS_MAX = 10_000

export async function phoneNumbers(task: ReportTask): Promise<ReportPart> {
  const { world, words, request } = task
  const { from, until } = request
  const rows = await world.reader.report({ of: 'numbers', from, until, rowsMax: NUMBERS_MAX })
  const { directory } = world.centre
  const known = new Map(
    [...directory.list('phone-number')].map(each => [each.document.PhoneNumber, each] as const),
  )
  return {
    columns: [
      column(words, 'number'),
      column(words, 'description'),
      column(words, 'method'),
      column(words, 'contacts', 'count'),
      column(words, 'answered', 'count'),
      column(words, 'abandoned', 'count'),
      column(words, 'talk', 'duration'),
      column(words, 'wait', 'duration'),
    ],
    rows: rows.flatMap((row): Cell[][] => {
      const [number, method, ...figures] = row
      const [contacts = 0, answered = 0, abandoned = 0, talkMs = 0, waitMs = 0] =
        figures.map(Number)
      const claimed = known.get(String(number))
      if (claimed && !maySee(task, 'phone-number', claimed.id)) return []
      const text = String(claimed?.document.PhoneNumberDescription ?? '')
      const each = (sum: number) => (answered > 0 ? sum / answered : null)
      const counts = [contacts, answered, abandoned, each(talkMs), each(waitMs)]
      return [[String(number), text, String(method), ...counts]]
    }),
    isCut: rows.length >= NUMBERS_MAX,
    chart: { by: 'number', of: ['contacts', 'answered', 'abandoned'] },
  }
}
