// What the instance does, and whom it lets in: attributes, origins, functions, storage.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Toggle from '@cloudscape-design/components/toggle'
import { useState } from 'react'
import { allOf, call } from '../administration/api-resource.ts'
import { valueAt } from '../administration/values.ts'
import { sentenceOf, useAnswer } from '../use-answer.ts'
import { useConsole } from '../use-console.ts'
import { Storage } from './storage.tsx'
import './system.css'
import { systemTexts } from './texts/system-texts.ts'

const { settings: texts } = systemTexts

export function SettingsPage() {
  const { signedIn } = useConsole()
  const { value: alias } = useAnswer(async () => {
    return valueAt(await call('DescribeInstance', {}), 'Instance.InstanceAlias')
  }, [])
  return (
    <SpaceBetween size="l">
      <Header variant="h1">{texts.title}</Header>
      <Container header={<Header variant="h2">{texts.instance}</Header>}>
        <KeyValuePairs
          columns={2}
          items={[
            { label: 'Alias', value: String(alias ?? '…') },
            { label: 'ARN', value: signedIn.session.instanceArn },
          ]}
        />
      </Container>
      <Attributes />
      <EditableList
        title={texts.origins}
        placeholder={texts.origin}
        load={async () => (await allOf('ListApprovedOrigins', {}, 'Origins')).map(String)}
        add={async Origin => void (await call('AssociateApprovedOrigin', { Origin }))}
        remove={async Origin => void (await call('DisassociateApprovedOrigin', { Origin }))}
      />
      <EditableList
        title={texts.functions}
        placeholder={texts.arn}
        load={async () => (await allOf('ListLambdaFunctions', {}, 'LambdaFunctions')).map(String)}
        add={async FunctionArn => void (await call('AssociateLambdaFunction', { FunctionArn }))}
        remove={async FunctionArn =>
          void (await call('DisassociateLambdaFunction', { FunctionArn }))
        }
      />
      <Storage />
    </SpaceBetween>
  )
}

function Attributes() {
  const { may } = useConsole()
  const { value = [], again } = useAnswer(
    async () => allOf('ListInstanceAttributes', {}, 'Attributes'),
    [],
  )
  const [problem, setProblem] = useState<string | undefined>()
  const set = (AttributeType: string, on: boolean) => {
    setProblem(undefined)
    void call('UpdateInstanceAttribute', { AttributeType, Value: String(on) }).then(again, error =>
      setProblem(sentenceOf(error)),
    )
  }
  return (
    <Container header={<Header variant="h2">{texts.attributes}</Header>}>
      <SpaceBetween size="s">
        {value.map(attribute => {
          const type = String(attribute.AttributeType)
          return (
            <Toggle
              key={type}
              checked={attribute.Value === 'true'}
              disabled={!may('Instances.Edit')}
              onChange={({ detail }) => set(type, detail.checked)}
            >
              {texts.names[type] ?? type}
            </Toggle>
          )
        })}
        {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
      </SpaceBetween>
    </Container>
  )
}

interface EditableListProps {
  readonly title: string
  readonly placeholder: string
  load(): Promise<readonly string[]>
  add(name: string): Promise<void>
  remove(name: string): Promise<void>
}

function EditableList({ title, placeholder, load, add, remove }: EditableListProps) {
  const { may } = useConsole()
  const { value = [], again } = useAnswer(load, [])
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  const edits = may('Instances.Edit')
  const trying = (work: Promise<void>) => {
    setProblem(undefined)
    void work.then(
      () => {
        setTyped('')
        again()
      },
      error => setProblem(sentenceOf(error)),
    )
  }
  return (
    <Container header={<Header variant="h2">{title}</Header>}>
      <SpaceBetween size="s">
        {value.length === 0 ? <Box color="text-body-secondary">{texts.empty}</Box> : undefined}
        {value.map(name => (
          <div key={name} className="system-name">
            <code>{name}</code>
            {edits ? (
              <Button
                variant="inline-icon"
                iconName="remove"
                ariaLabel={texts.removeOf(name)}
                onClick={() => trying(remove(name))}
              />
            ) : undefined}
          </div>
        ))}
        {edits ? (
          <div className="system-name">
            <Input
              value={typed}
              placeholder={placeholder}
              ariaLabel={title}
              onChange={({ detail }) => setTyped(detail.value)}
            />
            <Button disabled={typed === ''} onClick={() => trying(add(typed))}>
              {texts.add}
            </Button>
          </div>
        ) : undefined}
        {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
      </SpaceBetween>
    </Container>
  )
}
