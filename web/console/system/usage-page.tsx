// How many there are of each kind of configured thing, beside the limits that Parley has.
import Header from '@cloudscape-design/components/header'
import Table from '@cloudscape-design/components/table'
import { Link } from 'wouter'
import { addressOf } from '../administration/addresses.ts'
import { resources } from '../administration/resources.ts'
import { type ResourceKey, resourceNames } from '../administration/texts/resource-names.ts'
import { useAnswer } from '../use-answer.ts'
import { systemTexts } from './texts/system-texts.ts'

const { usage: texts } = systemTexts
const LIMITS: Partial<Record<ResourceKey, number>> = { 'task-templates': 50 }

interface Usage {
  readonly key: ResourceKey
  readonly count: number | undefined
}

export function UsagePage() {
  const { value: rows = [] } = useAnswer(allCounts, [])
  return (
    <Table
      variant="full-page"
      items={rows}
      trackBy="key"
      ariaLabels={{ tableLabel: texts.title }}
      header={
        <Header variant="h1" description={texts.intro}>
          {texts.title}
        </Header>
      }
      columnDefinitions={[
        {
          id: 'kind',
          header: texts.kind,
          isRowHeader: true,
          cell: ({ key }) => <Link href={addressOf(key)}>{resourceNames[key]}</Link>,
        },
        {
          id: 'count',
          header: texts.count,
          cell: ({ count }) => (count === undefined ? '–' : count.toLocaleString()),
        },
        {
          id: 'limit',
          header: texts.limit,
          cell: ({ key }) => LIMITS[key]?.toLocaleString() ?? texts.none,
        },
      ]}
    />
  )
}

async function allCounts(signal: AbortSignal): Promise<readonly Usage[]> {
  return await Promise.all(
    Object.values(resources).map(async ({ key, source }) => ({
      key,
      // What the user may not see is not counted.
      count: await source.find({}, signal).then(
        page => page.total ?? page.rows.length,
        () => undefined,
      ),
    })),
  )
}
