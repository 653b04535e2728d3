// Where records of contacts, agents and evaluations go, one place for each kind.
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { allOf, call } from '../administration/api-resource.ts'
import { useAct } from '../administration/use-act.ts'
import { type Values, valueAt } from '../administration/values.ts'
import { useAnswer } from '../use-answer.ts'
import { useConsole } from '../use-console.ts'
import { systemTexts } from './texts/system-texts.ts'

const { settings: texts } = systemTexts
const KINDS = ['CONTACT_TRACE_RECORDS', 'AGENT_EVENTS', 'CONTACT_EVALUATIONS'] as const

type Kind = (typeof KINDS)[number]

/** Our object store, as the API names it. */
const BUCKET = 'parley'

export function Storage() {
  return (
    <Container header={<Header variant="h2">{texts.storage}</Header>}>
      <SpaceBetween size="m">
        {KINDS.map(kind => (
          <Stored key={kind} kind={kind} />
        ))}
      </SpaceBetween>
    </Container>
  )
}

function Stored({ kind }: { readonly kind: Kind }) {
  const { may } = useConsole()
  const { value: places, again } = useAnswer(
    async () => allOf('ListInstanceStorageConfigs', { ResourceType: kind }, 'StorageConfigs'),
    [kind],
  )
  const [typed, setTyped] = useState<string | undefined>()
  const { problem, busy, act } = useAct()
  const place = places?.[0]
  const isFolder = kind === 'CONTACT_EVALUATIONS'
  const now = place && String(valueAt(place, isFolder ? 'S3Config.BucketPrefix' : STREAM) ?? '')
  const then = (work: Promise<unknown>) =>
    act(
      work.then(() => {
        setTyped(undefined)
        again()
      }),
    )
  const edits = may('Instances.Edit')
  const label = texts.stored[kind] ?? kind
  return (
    <FormField
      label={label}
      description={places && !place ? texts.nowhere : undefined}
      errorText={problem}
    >
      <div className="system-name">
        <Input
          value={typed ?? now ?? ''}
          disabled={!edits || places === undefined}
          placeholder={isFolder ? texts.folder : texts.streamArn}
          ariaLabel={label}
          onChange={({ detail }) => setTyped(detail.value)}
        />
        {edits ? (
          <Button
            loading={busy}
            disabled={place !== undefined && (typed === undefined || typed === now)}
            onClick={() => then(store(kind, place, typed ?? ''))}
          >
            {texts.save}
          </Button>
        ) : undefined}
        {edits && place ? (
          <Button onClick={() => then(forget(kind, place))}>{texts.stop}</Button>
        ) : undefined}
      </div>
    </FormField>
  )
}

const STREAM = 'KinesisStreamConfig.StreamArn'

async function store(ResourceType: Kind, place: Values | undefined, where: string): Promise<void> {
  const StorageConfig =
    ResourceType === 'CONTACT_EVALUATIONS'
      ? { StorageType: 'S3', S3Config: { BucketName: BUCKET, BucketPrefix: where } }
      : { StorageType: 'KINESIS_STREAM', KinesisStreamConfig: { StreamArn: where } }
  if (!place) {
    await call('AssociateInstanceStorageConfig', { ResourceType, StorageConfig })
    return
  }
  const { AssociationId } = place
  await call('UpdateInstanceStorageConfig', { AssociationId, ResourceType, StorageConfig })
}

async function forget(ResourceType: Kind, { AssociationId }: Values): Promise<void> {
  await call('DisassociateInstanceStorageConfig', { ResourceType, AssociationId })
}
