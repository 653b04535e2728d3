// The wallboards there are: made, changed, shown, and shared by links without sign-in.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Multiselect from '@cloudscape-design/components/multiselect'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { Fragment, useState } from 'react'
import { useLocation } from 'wouter'
import { useAnswer } from '../../use-answer.ts'
import { useConsole } from '../../use-console.ts'
import { formatMoment } from '../contacts/contact-words.ts'
import { Dialog } from '../dialog.tsx'
import { requestRoute } from '../request-route.ts'
import { liveTexts } from '../texts/live-texts.ts'
import { metricTexts } from '../texts/metric-texts.ts'
import { pageTitles } from '../texts/page-titles.ts'
import { reportsTexts as texts } from '../texts/reports-texts.ts'
import { useDoing } from '../use-doing.ts'
import { type Names, useNames } from '../use-names.ts'
import { type Board, type BoardLimit, TILES } from './board.ts'
import './wall.css'
import { NameField } from '../name-field.tsx'

type Draft = Omit<Board, 'id'> & { readonly id?: string }

const NEW: Draft = { name: '', queueIds: [], limits: {}, rotateSeconds: 0, sound: false }

export function WallboardsPage() {
  const names = useNames()
  const [draft, setDraft] = useState<Draft | undefined>()
  const { value, problem, again } = useAnswer(
    () => requestRoute<{ wallboards: readonly Board[] }>('GET', '/api/wallboards'),
    [],
  )
  const done = () => {
    setDraft(undefined)
    again()
  }
  return (
    <SpaceBetween size="m">
      <Header
        variant="h1"
        actions={
          <Button variant="primary" onClick={() => setDraft(NEW)}>
            {texts.newBoard}
          </Button>
        }
      >
        {pageTitles.wallboards}
      </Header>
      {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
      {value?.wallboards.length === 0 ? (
        <Box textAlign="center" padding="xl">
          <b>{texts.noBoards}</b>
          <Box variant="p" color="text-body-secondary">
            {texts.noBoardsText}
          </Box>
        </Box>
      ) : undefined}
      {value?.wallboards.map(board => (
        <BoardCard
          key={board.id}
          board={board}
          names={names}
          onEdit={() => setDraft(board)}
          onChanged={again}
        />
      ))}
      {draft ? (
        <EditBoard draft={draft} names={names} onDone={done} onClose={() => setDraft(undefined)} />
      ) : undefined}
    </SpaceBetween>
  )
}

interface BoardCardProps {
  readonly board: Board
  readonly names: Names
  onEdit(): void
  onChanged(): void
}

function BoardCard({ board, names, onEdit, onChanged }: BoardCardProps) {
  const [, goTo] = useLocation()
  const { notify } = useConsole()
  const { doing, problem, act } = useDoing()
  const [token, setToken] = useState<string | undefined>()
  const [removing, setRemoving] = useState(false)
  const path = `/api/wallboards/${board.id}`
  const makeLink = () =>
    act(async () => {
      const made = await requestRoute<{ token: string }>('POST', `${path}/link`)
      setToken(made.token)
      onChanged()
    })
  const endLink = () =>
    act(async () => {
      await requestRoute('DELETE', `${path}/link`)
      setToken(undefined)
      onChanged()
    })
  const remove = () =>
    act(async () => {
      await requestRoute('DELETE', path)
      notify('success', texts.removed(board.name))
      onChanged()
    })
  const queues = board.queueIds.map(id => names.nameOf(id) ?? id).join(', ') || texts.all
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={`${texts.queues}: ${queues}`}
          actions={
            <SpaceBetween size="xs" direction="horizontal">
              <Button onClick={() => setRemoving(true)}>{texts.deleteButton}</Button>
              <Button onClick={onEdit}>{texts.edit}</Button>
              <Button variant="primary" onClick={() => goTo(`/console/wallboards/${board.id}`)}>
                {texts.openBoard}
              </Button>
            </SpaceBetween>
          }
        >
          {board.name}
        </Header>
      }
    >
      <SpaceBetween size="s">
        {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
        {removing ? (
          <Alert
            type="warning"
            header={texts.removeAsk(board.name)}
            dismissible
            dismissAriaLabel={texts.cancel}
            onDismiss={() => setRemoving(false)}
            action={
              <Button loading={doing} onClick={remove}>
                {texts.remove(board.name)}
              </Button>
            }
          >
            {board.linkSince === undefined
              ? ''
              : texts.linkSince(formatMoment(board.linkSince / 1000))}
          </Alert>
        ) : undefined}
        <FormField label={texts.link} description={texts.linkText} stretch>
          <SpaceBetween size="s">
            {board.linkSince === undefined
              ? texts.linkNone
              : texts.linkSince(formatMoment(board.linkSince / 1000))}
            <SpaceBetween size="xs" direction="horizontal">
              <Button loading={doing} onClick={makeLink}>
                {board.linkSince === undefined ? texts.linkMake : texts.linkNew}
              </Button>
              {board.linkSince === undefined ? undefined : (
                <Button loading={doing} onClick={endLink}>
                  {texts.linkEnd}
                </Button>
              )}
            </SpaceBetween>
          </SpaceBetween>
        </FormField>
        {token === undefined ? undefined : (
          <FormField label={texts.link} constraintText={texts.linkOnce} stretch>
            <Input readOnly value={`${location.origin}/console/wallboard#${token}`} />
          </FormField>
        )}
      </SpaceBetween>
    </Container>
  )
}

interface EditBoardProps {
  readonly draft: Draft
  readonly names: Names
  onDone(): void
  onClose(): void
}

function EditBoard({ draft, names, onDone, onClose }: EditBoardProps) {
  const [board, setBoard] = useState(draft)
  const doing = useDoing()
  const change = (changes: Partial<Draft>) => setBoard({ ...board, ...changes })
  const options = names.queues.map(({ id, name }) => ({ value: id, label: name }))
  const save = async () => {
    const { id, ...body } = board
    if (id === undefined) await requestRoute('POST', '/api/wallboards', body)
    else await requestRoute('PUT', `/api/wallboards/${id}`, body)
    onDone()
  }
  return (
    <Dialog
      size="large"
      title={board.id === undefined ? texts.newBoard : board.name}
      submit={texts.save}
      ready={board.name.trim() !== ''}
      doing={doing}
      onSubmit={save}
      onClose={onClose}
    >
      <NameField label={texts.name} value={board.name} onChange={name => change({ name })} />
      <FormField label={texts.queues}>
        <Multiselect
          options={options}
          selectedOptions={options.filter(({ value }) => board.queueIds.includes(value))}
          placeholder={texts.all}
          filteringType="auto"
          deselectAriaLabel={({ label = '' }) => liveTexts.clearFilter(label)}
          onChange={({ detail }) =>
            change({ queueIds: detail.selectedOptions.map(({ value = '' }) => value) })
          }
        />
      </FormField>
      <FormField label={texts.rotate} constraintText={texts.rotateHint}>
        <Input
          type="number"
          value={String(board.rotateSeconds)}
          onChange={({ detail }) => change({ rotateSeconds: Number(detail.value) })}
        />
      </FormField>
      <Checkbox checked={board.sound} onChange={({ detail }) => change({ sound: detail.checked })}>
        {texts.sound}
      </Checkbox>
      <FormField label={texts.limits} description={liveTexts.settingsLimitsHint} stretch>
        <div className="wallboards-limits">
          {TILES.map(({ metric }) => (
            <LimitFields
              key={metric}
              name={metricTexts[metric]}
              limit={board.limits[metric] ?? { below: metric === 'SERVICE_LEVEL' }}
              onChange={limit => change({ limits: { ...board.limits, [metric]: limit } })}
            />
          ))}
        </div>
      </FormField>
    </Dialog>
  )
}

function LimitFields({
  name,
  limit,
  onChange,
}: {
  readonly name: string
  readonly limit: BoardLimit
  onChange(limit: BoardLimit): void
}) {
  const field = (member: 'warn' | 'alarm', label: string) => (
    <Input
      type="number"
      placeholder={label}
      ariaLabel={`${name}: ${label}`}
      value={limit[member] === undefined ? '' : String(limit[member])}
      onChange={({ detail }) =>
        onChange({ ...limit, [member]: detail.value === '' ? undefined : Number(detail.value) })
      }
    />
  )
  return (
    <Fragment>
      <span>{name}</span>
      {field('warn', liveTexts.warnAt)}
      {field('alarm', liveTexts.alarmAt)}
      <Checkbox
        checked={limit.below}
        onChange={({ detail }) => onChange({ ...limit, below: detail.checked })}
      >
        {liveTexts.below}
      </Checkbox>
    </Fragment>
  )
}
