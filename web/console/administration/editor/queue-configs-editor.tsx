// The queues of a routing profile: on which channel, in what order, and after what delay.
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import Table from '@cloudscape-design/components/table'
import { PickField } from '../pick-field.tsx'
import type { EditorProps } from '../resource.ts'
import { texts as common } from '../texts/administration-texts.ts'
import { editorTexts as texts } from '../texts/editor-texts.ts'
import type { ServedQueue } from './served-queue.ts'

const CHANNELS = ['VOICE', 'CHAT', 'TASK']

export function QueueConfigsEditor({ value, onChange, disabled }: EditorProps) {
  const queues = (value ?? []) as readonly ServedQueue[]
  const rows = queues.map((queue, index) => ({ queue, index }))
  const put = (index: number, change: Partial<ServedQueue>) =>
    onChange(queues.map((each, at) => (at === index ? { ...each, ...change } : each)))
  const options = CHANNELS.map(each => ({ value: each, label: common.channels[each] ?? each }))
  return (
    <>
      <Table
        variant="borderless"
        items={rows}
        trackBy={({ index }) => String(index)}
        empty={<Box color="text-body-secondary">{texts.noQueues}</Box>}
        ariaLabels={{ tableLabel: common.fields.queues }}
        columnDefinitions={[
          {
            id: 'queue',
            header: texts.queue,
            isRowHeader: true,
            minWidth: 200,
            cell: ({ queue, index }) => (
              <PickField
                of="queues"
                required
                value={queue.QueueId}
                values={{}}
                id={undefined}
                disabled={disabled}
                label={`${texts.queue} ${index + 1}`}
                onChange={id => put(index, { QueueId: String(id) })}
              />
            ),
          },
          {
            id: 'channel',
            header: texts.channel,
            minWidth: 140,
            cell: ({ queue, index }) => (
              <Select
                expandToViewport
                options={options}
                selectedOption={options.find(each => each.value === queue.Channel) ?? null}
                disabled={disabled}
                ariaLabel={`${texts.channel} ${index + 1}`}
                onChange={({ detail }) =>
                  put(index, { Channel: detail.selectedOption.value ?? '' })
                }
              />
            ),
          },
          ...(['Priority', 'Delay'] as const).map(member => ({
            id: member,
            header: member === 'Priority' ? texts.priority : texts.delay,
            width: 120,
            cell: ({ queue, index }: (typeof rows)[number]) => (
              <Input
                type="number"
                value={String(queue[member])}
                disabled={disabled}
                ariaLabel={`${member === 'Priority' ? texts.priority : texts.delay} ${index + 1}`}
                onChange={({ detail }) => put(index, { [member]: Number(detail.value) })}
              />
            ),
          })),
          {
            id: 'remove',
            header: common.take,
            width: 90,
            cell: ({ index }) =>
              disabled ? undefined : (
                <Button
                  variant="inline-icon"
                  formAction="none"
                  iconName="remove"
                  ariaLabel={`${common.take} ${index + 1}`}
                  onClick={() => onChange(queues.filter((_, at) => at !== index))}
                />
              ),
          },
        ]}
      />
      {disabled ? undefined : (
        <Button
          formAction="none"
          iconName="add-plus"
          onClick={() =>
            onChange([...queues, { QueueId: '', Channel: 'VOICE', Priority: 1, Delay: 0 }])
          }
        >
          {texts.addQueue}
        </Button>
      )}
    </>
  )
}
