import { managedViews } from '../../core/directory/view.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { managedSummary, viewSummary } from '../show/view.ts'

export const listViews: Operation<'ListViews'> = (input, context) => {
  const own = [...context.centre.directory.list('view')].map(view => viewSummary(context, view))
  const views = [...managedViews.map(view => managedSummary(context, view)), ...own]
    .filter(({ Type }) => input.Type === undefined || Type === input.Type)
    .map(view => ({ key: `${view.Name?.toLowerCase()}\n${view.Id}`, view }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  const { items, NextToken } = pageOf(views, input, ({ key }) => key)
  return answer({ ViewsSummaryList: items.map(({ view }) => view), NextToken })
}
