// A report as a file, made by the centre.
import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import type { ReportKind } from '../../../../src/api/contract/report-table.ts'
import { languageTag } from '../../../kit/messages.ts'
import { reportsTexts as texts } from '../texts/reports-texts.ts'

const FORMATS = ['csv', 'pdf'] as const

export function ReportFiles({
  kind,
  query,
}: {
  readonly kind: ReportKind
  readonly query: string
}) {
  const href = (format: string) =>
    `/api/report/${kind}?${query}&language=${languageTag}&format=${format}`
  return (
    <ButtonDropdown
      items={FORMATS.map(format => ({
        id: format,
        text: texts.formats[format],
        href: href(format),
        download: `${kind}.${format}`,
      }))}
      onItemFollow={event => {
        // The navigation of the console is for its pages; this is a file.
        event.preventDefault()
        location.assign(href(event.detail.id))
      }}
    >
      {texts.file}
    </ButtonDropdown>
  )
}
