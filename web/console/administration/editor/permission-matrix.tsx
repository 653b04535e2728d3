// What a security profile grants, ticked in a matrix.
import Checkbox from '@cloudscape-design/components/checkbox'
import Table from '@cloudscape-design/components/table'
import type { EditorProps } from '../resource.ts'
import { texts as common } from '../texts/administration-texts.ts'
import { editorTexts as texts } from '../texts/editor-texts.ts'
import { areaInWords, groupsOf, VERBS } from './permissions.ts'
import { useKnownPermissions } from './use-known-permissions.ts'

export function PermissionMatrix({ value, onChange, disabled }: EditorProps) {
  const granted = Array.isArray(value) ? value.map(String) : []
  const known = useKnownPermissions()
  const { areas, others } = groupsOf([...(known ?? []), ...granted])
  const isKnown = new Set([...(known ?? []), ...granted])
  const set = (permissions: readonly string[], on: boolean) => {
    const rest = granted.filter(each => !permissions.includes(each))
    onChange(on ? [...rest, ...permissions] : rest)
  }
  const box = (permission: string, label: string) => (
    <Checkbox
      checked={granted.includes(permission)}
      disabled={disabled || !isKnown.has(permission)}
      ariaLabel={label}
      onChange={({ detail }) => set([permission], detail.checked)}
    />
  )
  return (
    <>
      <Table
        variant="borderless"
        contentDensity="compact"
        items={areas}
        trackBy={area => area}
        loading={known === undefined}
        ariaLabels={{ tableLabel: common.fields.permissions }}
        columnDefinitions={[
          { id: 'area', header: texts.area, isRowHeader: true, cell: areaInWords },
          ...VERBS.map(verb => ({
            id: verb,
            header: texts.verbs[verb] ?? verb,
            width: 110,
            cell: (area: string) =>
              box(`${area}.${verb}`, `${areaInWords(area)}: ${texts.verbs[verb]}`),
          })),
          {
            id: 'all',
            header: texts.all,
            width: 80,
            cell: area => {
              const its = VERBS.map(verb => `${area}.${verb}`).filter(each => isKnown.has(each))
              const has = its.filter(each => granted.includes(each)).length
              return (
                <Checkbox
                  checked={has === its.length}
                  indeterminate={has > 0 && has < its.length}
                  disabled={disabled}
                  ariaLabel={`${areaInWords(area)}: ${texts.all}`}
                  onChange={({ detail }) => set(its, detail.checked)}
                />
              )
            },
          },
        ]}
      />
      <fieldset className="administration-permissions">
        <legend>{texts.other}</legend>
        {others.map(permission => (
          <Checkbox
            key={permission}
            checked={granted.includes(permission)}
            disabled={disabled}
            onChange={({ detail }) => set([permission], detail.checked)}
          >
            {areaInWords(permission)}
          </Checkbox>
        ))}
      </fieldset>
    </>
  )
}
