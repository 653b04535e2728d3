// Users from a CSV file: looked at first, then made one after the other, with what failed told line by line.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FileUpload from '@cloudscape-design/components/file-upload'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import Textarea from '@cloudscape-design/components/textarea'
import { useMemo, useState } from 'react'
import { sentenceOf, useAnswer } from '../../use-answer.ts'
import { allOf, call } from '../api-resource.ts'
import { PathTo } from '../path-to.tsx'
import { save } from '../save.ts'
import { texts as common } from '../texts/administration-texts.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import type { Values } from '../values.ts'
import { EXAMPLE, type ImportLine, type KnownNames, readUsers, writeLines } from './user-csv.ts'

const { csv: texts } = editorTexts
/** More lines are counted, and made, but not all shown. */
const SHOWN_MAX = 200
/** Each costs the server a hashed password. */
const TOGETHER = 4

export function ImportPage() {
  const { value: known } = useAnswer(knownNames, [])
  const [text, setText] = useState('')
  const [files, setFiles] = useState<File[]>([])
  const [made, setMade] = useState<ReadonlySet<number>>(new Set())
  const [failed, setFailed] = useState<ReadonlyMap<number, string>>(new Map())
  const [running, setRunning] = useState(false)
  const file = useMemo(
    () => (known && text.trim() !== '' ? readUsers(text, known) : { lines: [] }),
    [text, known],
  )
  const good = file.lines.filter(({ problems, line }) => problems.length === 0 && !made.has(line))
  const bad = file.lines.filter(({ problems }) => problems.length > 0)
  const take = (next: string) => {
    setText(next)
    setMade(new Set())
    setFailed(new Map())
  }
  const start = async () => {
    setRunning(true)
    setFailed(new Map())
    await inTurn(good, async each => {
      try {
        await call('CreateUser', each.user)
        setMade(before => new Set([...before, each.line]))
      } catch (error) {
        setFailed(before => new Map([...before, [each.line, sentenceOf(error)]]))
      }
    })
    setRunning(false)
  }
  const problemOf = ({ line, problems }: ImportLine) => failed.get(line) ?? problems.join(' ')
  const wrong = file.lines.filter(each => problemOf(each) !== '')
  // What is wrong is seen first.
  const shown = [...wrong, ...file.lines.filter(each => problemOf(each) === '')]
  return (
    <SpaceBetween size="m">
      <PathTo resource={{ key: 'users' }} name={texts.title} />
      <Container>
        <SpaceBetween size="m">
          <Box>{texts.hint}</Box>
          <Button
            variant="inline-link"
            iconName="download"
            onClick={() => save('users.csv', EXAMPLE, 'text/csv')}
          >
            {texts.template}
          </Button>
          <FileUpload
            value={files}
            accept=".csv,text/csv"
            i18nStrings={{
              uploadButtonText: () => texts.button,
              dropzoneText: () => texts.choose,
              removeFileAriaLabel: () => common.take,
              limitShowFewer: '',
              limitShowMore: '',
              errorIconAriaLabel: '',
            }}
            onChange={({ detail }) => {
              setFiles(detail.value)
              const [chosen] = detail.value
              if (chosen) void chosen.text().then(take)
            }}
          />
          <Textarea
            value={text}
            rows={6}
            spellcheck={false}
            ariaLabel={texts.choose}
            placeholder={texts.choose}
            disabled={running}
            onChange={({ detail }) => take(detail.value)}
          />
          {file.problem === undefined ? undefined : <Alert type="error">{file.problem}</Alert>}
        </SpaceBetween>
      </Container>
      {file.lines.length === 0 ? undefined : (
        <Table
          items={shown.slice(0, SHOWN_MAX)}
          trackBy={({ line }) => String(line)}
          wrapLines
          ariaLabels={{ tableLabel: texts.title }}
          header={
            <SpaceBetween size="s">
              <div role="status">
                <Box variant="h2">
                  {made.size > 0 && !running
                    ? texts.done(made.size)
                    : texts.preview(good.length, bad.length)}
                </Box>
              </div>
              {running ? (
                <ProgressBar
                  ariaLabel={texts.title}
                  value={((made.size + failed.size) / (good.length + made.size)) * 100}
                />
              ) : undefined}
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  variant="primary"
                  disabled={running || good.length === 0}
                  onClick={() => void start()}
                >
                  {texts.start(good.length)}
                </Button>
                {wrong.length > 0 && !running ? (
                  <Button
                    iconName="download"
                    onClick={() =>
                      save('users-failed.csv', writeLines(wrong, wrong.map(problemOf)), 'text/csv')
                    }
                  >
                    {texts.rest}
                  </Button>
                ) : undefined}
              </SpaceBetween>
            </SpaceBetween>
          }
          columnDefinitions={[
            { id: 'line', header: texts.line, width: 80, cell: each => each.line },
            {
              id: 'username',
              header: common.fields.username,
              isRowHeader: true,
              cell: each => each.username,
            },
            { id: 'name', header: common.fields.name, cell: each => each.name },
            {
              id: 'state',
              header: common.fields.status,
              cell: each =>
                made.has(each.line) ? (
                  <StatusIndicator type="success">{texts.made}</StatusIndicator>
                ) : problemOf(each) === '' ? (
                  <StatusIndicator type="pending">{texts.waiting}</StatusIndicator>
                ) : (
                  <StatusIndicator type="error">{texts.wrong}</StatusIndicator>
                ),
            },
            { id: 'problem', header: texts.problem, cell: problemOf },
          ]}
        />
      )}
    </SpaceBetween>
  )
}

/** A few at once. */
async function inTurn<Each>(list: readonly Each[], work: (each: Each) => Promise<void>) {
  const waiting = [...list]
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next)
  }
  await Promise.all(Array.from({ length: TOGETHER }, worker))
}

async function knownNames(): Promise<KnownNames> {
  const [routing, security, groups] = await Promise.all([
    allOf('ListRoutingProfiles', {}, 'RoutingProfileSummaryList'),
    allOf('ListSecurityProfiles', {}, 'SecurityProfileSummaryList'),
    allOf('ListUserHierarchyGroups', {}, 'UserHierarchyGroupSummaryList'),
  ])
  return {
    routingProfiles: byName(routing),
    securityProfiles: byName(security),
    hierarchyGroups: byName(groups),
  }
}

function byName(list: readonly Values[]): ReadonlyMap<string, string> {
  return new Map(list.map(({ Name, Id }) => [String(Name).toLowerCase(), String(Id)]))
}
