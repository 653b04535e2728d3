// How many there are of each kind of configured thing, beside the limits that Parley has.
import Header from '@cloudscape-design/components/header'
import Table from '@cloudscape-design/components/table'
import { Link } from 'wouter'
import type { Limits } from '../../../src/api/contract/limits-http.ts'
import { addressOf } from '../administration/addresses.ts'
import { resources } from '../administration/resources.ts'
import { type ResourceKey, resourceNames } from '../administration/texts/resource-names.ts'
import { useAnswer } from '../use-answer.ts'
import { systemTexts } from './texts/system-texts.ts'

const { usage: texts } = systemTexts
interface Usage {
  readonly key: ResourceKey
  readonly count: number | undefined
  /** Its quota, if there is one. */
  readonly limit: number | undefined
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
          cell: ({ key }) => (
            <Link className="console-link" href={addressOf(key)}>
              {resourceNames[key]}
            </Link>
          ),
        },
        {
          id: 'count',
          header: texts.count,
          cell: ({ count }) => (count === undefined ? '–' : count.toLocaleString()),
        },
        {
          id: 'limit',
          header: texts.limit,
          cell: ({ limit }) => limit?.toLocaleString() ?? texts.none,
        },
      ]}
    />
  )
}

async function allCounts(signal: AbortSignal): Promise<readonly Usage[]> {
  const limits = await quotaLimits(signal)
  return await Promise.all(
    Object.values(resources).map(async ({ key, source }) => ({
      key,
      limit: limits.get(key),
      // What the user may not see is not counted.
      count: await source.find({}, signal).then(
        page => page.total ?? page.rows.length,
        () => undefined,
      ),
    })),
  )
}

/** By name; none for users who are no administrators. */
async function quotaLimits(signal: AbortSignal): Promise<ReadonlyMap<string, number | undefined>> {
  const response = await fetch('/api/limits', { signal })
  if (!response.ok) return new Map()
  const { quotas } = (await response.json()) as Limits
  return new Map(quotas.map(({ name, limit }) => [name, limit]))
}
