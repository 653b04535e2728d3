// What two security profiles grant, side by side.
import Header from '@cloudscape-design/components/header'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import Toggle from '@cloudscape-design/components/toggle'
import { useSearchParams } from 'wouter'
import { useAnswer } from '../use-answer.ts'
import { allProfiles, permissionsIn } from './profile-permissions.ts'
import { texts as common } from './texts/administration-texts.ts'
import { editorTexts as texts } from './texts/editor-texts.ts'
import { otherPageNames } from './texts/resource-names.ts'

export function ComparePage() {
  const [asked, setAsked] = useSearchParams()
  const { value: profiles = [] } = useAnswer(allProfiles, [])
  const ids = [asked.get('one') ?? profiles[0]?.id, asked.get('other') ?? profiles[1]?.id] as const
  const [one, other] = ids
  const { value } = useAnswer(
    async () => Promise.all(ids.map(id => (id === undefined ? [] : permissionsIn(id)))),
    [one, other],
  )
  const [first = [], second = []] = value ?? []
  const onlyDifferent = asked.get('all') === null
  const rows = [...new Set([...first, ...second])]
    .sort()
    .map(permission => ({
      permission,
      first: first.includes(permission),
      second: second.includes(permission),
    }))
    .filter(each => !onlyDifferent || each.first !== each.second)
  const choose = (name: string, chosen: string | undefined) =>
    setAsked(before => {
      const next = new URLSearchParams(before)
      if (chosen === undefined) next.delete(name)
      else next.set(name, chosen)
      return next
    })
  const options = profiles.map(({ id, name }) => ({ value: id, label: name }))
  const picker = (name: 'one' | 'other', id: string | undefined) => (
    <Select
      options={options}
      selectedOption={options.find(each => each.value === id) ?? null}
      ariaLabel={`${otherPageNames.compare} ${name === 'one' ? 1 : 2}`}
      onChange={({ detail }) => choose(name, detail.selectedOption.value)}
    />
  )
  const nameOf = (id: string | undefined) => profiles.find(each => each.id === id)?.name ?? ''
  return (
    <Table
      items={rows}
      trackBy="permission"
      variant="full-page"
      ariaLabels={{ tableLabel: otherPageNames.compare }}
      empty={common.nothingFound}
      header={
        <SpaceBetween size="s">
          <Header variant="awsui-h1-sticky">{otherPageNames.compare}</Header>
          <div className="administration-compare">
            {picker('one', one)}
            {picker('other', other)}
            <Toggle
              checked={onlyDifferent}
              onChange={({ detail }) => choose('all', detail.checked ? undefined : 'yes')}
            >
              {texts.differences}
            </Toggle>
          </div>
        </SpaceBetween>
      }
      columnDefinitions={[
        {
          id: 'permission',
          header: common.fields.permissions,
          isRowHeader: true,
          cell: each => each.permission,
        },
        { id: 'first', header: nameOf(one), cell: each => (each.first ? common.yes : common.no) },
        {
          id: 'second',
          header: nameOf(other),
          cell: each => (each.second ? common.yes : common.no),
        },
      ]}
    />
  )
}
