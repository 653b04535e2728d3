import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { liveTexts as texts } from '../texts/live-texts.ts'
import type { LiveMetrics } from './use-metrics.ts'

/** Whether what is on the screen is of now. */
export function LinkState({ metrics }: { metrics: LiveMetrics }) {
  const { link, problem, version } = metrics
  if (problem !== undefined) return <StatusIndicator type="error">{problem}</StatusIndicator>
  if (link === 'lost') return <StatusIndicator type="warning">{texts.link.lost}</StatusIndicator>
  return version < 0 ? (
    <StatusIndicator type="pending">{texts.link.connecting}</StatusIndicator>
  ) : (
    <StatusIndicator type="success">{texts.link.open}</StatusIndicator>
  )
}
