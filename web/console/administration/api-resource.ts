// Makes a resource of names of operations, for all kinds that the API treats alike.
import { all, type ConnectInput, connect, type OperationName } from '../../kit/connect.ts'
import type { Resource, Row, RowPage, Source, Update } from './resource.ts'
import { differs, picked, type Values, valueAt } from './values.ts'

interface ApiNames {
  /** The member by which operations take the id. */
  readonly id: string
  /** The same in answers, where it is called otherwise. */
  readonly shownId?: string
  /** The member with the name, or a dotted path; `Name` when absent. */
  readonly name?: string
  readonly arn: string
  readonly search: OperationName
  /** The member of the answer with the things found. */
  readonly found: string
  /** By which field names are searched; `name` when absent. */
  readonly searchField?: string
  readonly describe: OperationName
  /** The member of the answer with the thing. */
  readonly described: string
}

interface ApiChanges {
  readonly create?: OperationName
  /** The member of the answer with the new id; that of `id` when absent. */
  readonly createdId?: string
  readonly updates?: readonly Update[]
  readonly remove?: OperationName
  /** What the form calls otherwise than the operation that makes a thing. */
  beforeCreate?(values: Values): Promise<Values> | Values
  /** Changes that are not one operation for some members. */
  afterUpdate?(row: Row, after: Values): Promise<void>
  /** What one description does not have. */
  more?(id: string): Promise<Values>
}

export type ApiResource = Omit<Resource, 'source' | 'read' | 'create' | 'update' | 'remove'> & {
  readonly api: ApiNames & ApiChanges
}

const PAGE_SIZE = 100

export function apiResource({ api, ...rest }: ApiResource): Resource {
  const rowOf = (values: Values): Row => ({
    id: String(values[api.shownId ?? api.id] ?? ''),
    name: String(valueAt(values, api.name ?? 'Name') ?? ''),
    values: { ...values, Arn: values[api.arn] },
  })
  const read = async (id: string): Promise<Row> => {
    const answer = await call(api.describe, { [api.id]: id })
    const more = await api.more?.(id)
    return rowOf({ ...(answer[api.described] as Values), ...more })
  }
  const { create, updates, afterUpdate, remove } = api
  const hasTags = rest.hasTags !== false
  return {
    ...rest,
    source: searched(api, rowOf, async id => (await read(id)).name),
    read,
    ...(create && {
      async create(values) {
        const input = (await api.beforeCreate?.(values)) ?? values
        const answer = await call(create, input)
        return String(answer[api.createdId ?? api.id])
      },
    }),
    ...((updates || afterUpdate) && {
      async update(row, after) {
        for (const { operation, members } of updates ?? []) {
          if (!differs(row.values, after, members)) continue
          await call(operation, { ...picked(after, members), [api.id]: row.id })
        }
        await afterUpdate?.(row, after)
        if (hasTags) await changeTags(row, after)
      },
    }),
    ...(remove && {
      async remove(id) {
        await call(remove, { [api.id]: id })
      },
    }),
  }
}

/** One operation by its name as data: what it takes and gives is checked by the service. */
export async function call(
  operation: OperationName,
  input: Values,
  signal?: AbortSignal,
): Promise<Values> {
  return (await connect(operation, input as ConnectInput<OperationName>, signal)) as Values
}

/** All pages of a list, by the member that has the things. */
export async function allOf(
  operation: OperationName,
  input: Values,
  member: string,
): Promise<readonly Values[]> {
  return await all(
    operation,
    input as ConnectInput<OperationName>,
    page => (page as Values)[member] as readonly Values[] | undefined,
  )
}

function searched(
  { search, found, searchField = 'name' }: ApiNames,
  rowOf: (values: Values) => Row,
  nameOf: (id: string) => Promise<string>,
): Source {
  return {
    nameOf,
    async find({ text, tag, next, size = PAGE_SIZE }, signal): Promise<RowPage> {
      const conditions = {
        ...(text && {
          SearchCriteria: {
            StringCondition: { FieldName: searchField, Value: text, ComparisonType: 'CONTAINS' },
          },
        }),
        ...(tag && { SearchFilter: { TagFilter: { TagCondition: tagCondition(tag) } } }),
      }
      const paging = { MaxResults: size, ...(next && { NextToken: next }) }
      const answer = await call(search, { ...conditions, ...paging }, signal)
      const { NextToken, ApproximateTotalCount } = answer
      return {
        rows: ((answer[found] ?? []) as readonly Values[]).map(rowOf),
        ...(typeof NextToken === 'string' && { next: NextToken }),
        ...(typeof ApproximateTotalCount === 'number' && { total: ApproximateTotalCount }),
      }
    },
  }
}

export function tagCondition(tag: string): Values {
  const [key = '', ...value] = tag.split(':')
  return value.length === 0 ? { TagKey: key } : { TagKey: key, TagValue: value.join(':') }
}

async function changeTags(row: Row, after: Values): Promise<void> {
  const former = (row.values.Tags ?? {}) as Values
  const tags = (after.Tags ?? {}) as Values
  const resourceArn = String(row.values.Arn)
  const gone = Object.keys(former).filter(key => tags[key] === undefined)
  if (gone.length > 0) await call('UntagResource', { resourceArn, tagKeys: gone })
  const set = Object.entries(tags).filter(([key, value]) => former[key] !== value)
  if (set.length > 0) await call('TagResource', { resourceArn, tags: Object.fromEntries(set) })
}
