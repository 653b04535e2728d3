// What flows and agents have noted about a contact; may be changed, and added to.
import Alert from '@cloudscape-design/components/alert'
import AttributeEditor from '@cloudscape-design/components/attribute-editor'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { connect } from '../../../kit/connect.ts'
import { useConsole } from '../../use-console.ts'
import { useLeaveWarning } from '../../use-leave-warning.ts'
import { contactsTexts as texts } from '../texts/contacts-texts.ts'
import { useDoing } from '../use-doing.ts'
import type { DescribedContact } from './contact-events.ts'

interface Attribute {
  readonly name: string
  readonly value: string
  /** Was there before, and cannot be taken away. */
  readonly kept: boolean
}

export function Attributes({
  contact,
  onChanged,
}: {
  readonly contact: DescribedContact
  onChanged(): void
}) {
  const { may, notify } = useConsole()
  const { doing, problem, act } = useDoing()
  const given = Object.entries(contact.Attributes ?? {})
  const [edited, setEdited] = useState<readonly Attribute[] | undefined>()
  useLeaveWarning(edited !== undefined)
  const save = () =>
    act(async () => {
      const Attributes = Object.fromEntries(
        (edited ?? []).filter(({ name }) => name !== '').map(({ name, value }) => [name, value]),
      )
      const InitialContactId = contact.InitialContactId ?? contact.Id ?? ''
      await connect('UpdateContactAttributes', { InitialContactId, Attributes })
      setEdited(undefined)
      notify('success', texts.attributesSaved)
      onChanged()
    })
  const change = (index: number, member: 'name' | 'value', text: string) =>
    setEdited(edited?.map((each, at) => (at === index ? { ...each, [member]: text } : each)))
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            edited ? (
              <SpaceBetween size="xs" direction="horizontal">
                <Button variant="link" onClick={() => setEdited(undefined)}>
                  {texts.cancel}
                </Button>
                <Button variant="primary" loading={doing} onClick={save}>
                  {texts.save}
                </Button>
              </SpaceBetween>
            ) : may('Contacts.Edit') ? (
              <Button
                onClick={() =>
                  setEdited(given.map(([name, value]) => ({ name, value, kept: true })))
                }
              >
                {texts.editAttributes}
              </Button>
            ) : undefined
          }
        >
          {texts.attributes}
        </Header>
      }
    >
      <SpaceBetween size="s">
        {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
        {edited ? (
          <AttributeEditor
            items={edited}
            addButtonText={texts.addAttribute}
            removeButtonText={texts.removeAttribute}
            additionalInfo={texts.attributesKeptHint}
            isItemRemovable={({ kept }) => !kept}
            onAddButtonClick={() => setEdited([...edited, { name: '', value: '', kept: false }])}
            onRemoveButtonClick={({ detail }) =>
              setEdited(edited.filter((_, index) => index !== detail.itemIndex))
            }
            definition={[
              {
                label: texts.attributeName,
                control: ({ name, kept }, index) => (
                  <Input
                    value={name}
                    readOnly={kept}
                    onChange={({ detail }) => change(index, 'name', detail.value)}
                  />
                ),
              },
              {
                label: texts.attributeValue,
                control: ({ value }, index) => (
                  <Input
                    value={value}
                    onChange={({ detail }) => change(index, 'value', detail.value)}
                  />
                ),
              },
            ]}
          />
        ) : given.length === 0 ? (
          texts.noAttributes
        ) : (
          <KeyValuePairs
            columns={4}
            items={given.map(([label, value]) => ({ label, value: value || '–' }))}
          />
        )}
      </SpaceBetween>
    </Container>
  )
}
