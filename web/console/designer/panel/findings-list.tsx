// Everything the checker finds; each finding leads to its block.
import Box from '@cloudscape-design/components/box'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { Problem } from '../../../../src/core/flow/problem.ts'
import { designerTexts as texts } from '../texts/designer-texts.ts'

interface FindingsProps {
  readonly findings: readonly Problem[]
  goTo(block: string): void
}

export function FindingsList({ findings, goTo }: FindingsProps) {
  if (findings.length === 0) {
    return <StatusIndicator type="success">{texts.noFindings}</StatusIndicator>
  }
  return (
    <div>
      {findings.map(({ action, code, severity, message }, index) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a flow may have the same mistake twice
          key={`${code} ${action} ${index}`}
          type="button"
          className="designer-finding"
          onClick={() => action !== undefined && goTo(action)}
        >
          <StatusIndicator type={severity === 'error' ? 'error' : 'warning'}>
            <Box variant="strong" display="inline">
              {action}
            </Box>{' '}
            {message}
          </StatusIndicator>
        </button>
      ))}
    </div>
  )
}
