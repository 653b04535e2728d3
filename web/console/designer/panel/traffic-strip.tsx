// Above the canvas: which contact is followed, and how many came through.
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useSearchParams } from 'wouter'
import { languageTag } from '../../../kit/messages.ts'
import type { FlowPath, FlowTraffic } from '../model/traffic.ts'
import { designerTexts as texts } from '../texts/designer-texts.ts'

interface TrafficStripProps {
  readonly path:
    | { readonly contactId: string; readonly value?: FlowPath; readonly problem?: string }
    | undefined
  readonly traffic: { readonly value?: FlowTraffic; readonly problem?: string } | undefined
  readonly flowId: string
}

export function TrafficStrip({ path, traffic, flowId }: TrafficStripProps) {
  const [, setSearch] = useSearchParams()
  if (!path && !traffic) return undefined
  return (
    <div className="designer-strip" role="status">
      {path && (
        <>
          <StatusIndicator type={path.problem && !path.value ? 'error' : 'in-progress'}>
            {path.value
              ? `${texts.livePath(path.contactId)} ${whereIs(path.value, flowId)}`
              : (path.problem ?? texts.loading)}
          </StatusIndicator>
          <Button
            variant="inline-link"
            onClick={() => {
              setSearch(before => {
                before.delete('contact')
                return before
              })
            }}
          >
            {texts.stopFollowing}
          </Button>
        </>
      )}
      {traffic?.value?.now.map(contactId => (
        <Button
          key={contactId}
          variant="inline-link"
          onClick={() => setSearch(before => withContact(before, contactId))}
        >
          {texts.follow(contactId.slice(0, 8))}
        </Button>
      ))}
      {traffic && (
        <Box>{traffic.value ? heatText(traffic.value) : (traffic.problem ?? texts.loading)}</Box>
      )}
    </div>
  )
}

function whereIs({ isInProgress, isInFlow, steps }: FlowPath, flowId: string): string {
  if (!isInProgress) return texts.liveOver
  return isInFlow && steps.at(-1)?.flowId === flowId ? texts.liveNow : texts.liveElsewhere
}

function withContact(search: URLSearchParams, contactId: string): URLSearchParams {
  search.set('contact', contactId)
  return search
}

function heatText({ contacts, since }: FlowTraffic): string {
  if (contacts === 0) return texts.heatNone
  const time = new Date(since).toLocaleString(languageTag, {
    dateStyle: 'short',
    timeStyle: 'short',
  })
  return texts.heatText(contacts, time)
}
