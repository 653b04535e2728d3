// On which channels agents of a profile work, and how many contacts at once.
import Checkbox from '@cloudscape-design/components/checkbox'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import type { EditorProps } from '../resource.ts'
import { texts as common } from '../texts/administration-texts.ts'
import { editorTexts as texts } from '../texts/editor-texts.ts'

interface Concurrency {
  readonly Channel: string
  readonly Concurrency: number
  readonly CrossChannelBehavior?: { readonly BehaviorType: string }
}

const CHANNELS = ['VOICE', 'CHAT', 'TASK']
const BEHAVIORS = ['ROUTE_CURRENT_CHANNEL_ONLY', 'ROUTE_ANY_CHANNEL']

export function ConcurrencyEditor({ value, onChange, disabled }: EditorProps) {
  const all = (value ?? []) as readonly Concurrency[]
  const put = (channel: string, next: Concurrency | undefined) =>
    onChange(
      CHANNELS.flatMap(each => {
        if (each === channel) return next ?? []
        return all.find(({ Channel }) => Channel === each) ?? []
      }),
    )
  const behaviors = BEHAVIORS.map(each => ({ value: each, label: common.options[each] ?? each }))
  return (
    <div className="administration-channels">
      {CHANNELS.map(channel => {
        const now = all.find(({ Channel }) => Channel === channel)
        const name = common.channels[channel] ?? channel
        return (
          <div key={channel} className="administration-channel">
            <Checkbox
              checked={now !== undefined}
              disabled={disabled}
              onChange={({ detail }) =>
                put(channel, detail.checked ? { Channel: channel, Concurrency: 1 } : undefined)
              }
            >
              {name}
            </Checkbox>
            {now ? (
              <>
                <Input
                  type="number"
                  value={String(now.Concurrency)}
                  disabled={disabled || channel === 'VOICE'}
                  ariaLabel={`${name}: ${texts.atOnce}`}
                  onChange={({ detail }) =>
                    put(channel, { ...now, Concurrency: Number(detail.value) })
                  }
                />
                <span>{texts.crossChannel}</span>
                <Select
                  expandToViewport
                  options={behaviors}
                  selectedOption={
                    behaviors.find(
                      each =>
                        each.value === (now.CrossChannelBehavior?.BehaviorType ?? BEHAVIORS[0]),
                    ) ?? null
                  }
                  disabled={disabled}
                  ariaLabel={`${name}: ${texts.crossChannel}`}
                  onChange={({ detail }) =>
                    put(channel, {
                      ...now,
                      CrossChannelBehavior: { BehaviorType: detail.selectedOption.value ?? '' },
                    })
                  }
                />
              </>
            ) : undefined}
          </div>
        )
      })}
    </div>
  )
}
