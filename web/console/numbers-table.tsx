import Header from '@cloudscape-design/components/header'
import Table from '@cloudscape-design/components/table'
import type { Overview } from '../../src/api/contract/page-http.ts'
import { messages } from '../kit/messages.ts'

export function NumbersTable({ numbers }: { numbers: Overview['numbers'] }) {
  const { console: text } = messages
  return (
    <Table
      header={<Header variant="h2">{text.numbers}</Header>}
      items={numbers}
      trackBy="number"
      empty={text.noNumbers}
      columnDefinitions={[
        { id: 'number', header: text.number, isRowHeader: true, cell: each => each.number },
        { id: 'flow', header: text.flow, cell: each => each.flow ?? text.noFlow },
      ]}
    />
  )
}
