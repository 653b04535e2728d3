// A guide beside the contact it guides through: what the flow says and asks, answered here.
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { AgentChat } from '../chat/agent-chats.ts'
import type { Answer, Question } from '../chat/interactive.ts'
import { PlainText } from '../chat/rich-text.tsx'
import { GuideForm } from './guide-form.tsx'
import { type GuideStep, guideSteps } from './guide-steps.ts'
import { guideTexts } from './guide-texts.ts'

export function GuidePane({ chat }: { chat: AgentChat | undefined }) {
  return (
    <Container header={<Header variant="h2">{guideTexts.title}</Header>} fitHeight>
      {chat ? <Steps chat={chat} /> : <Box color="text-body-secondary">{guideTexts.loading}</Box>}
    </Container>
  )
}

function Steps({ chat }: { chat: AgentChat }) {
  const { client, conversation } = chat
  const { link, lines, outbox } = conversation
  const refused = outbox.find(each => each.refused !== undefined)
  const answer = (given: Answer) => {
    if (refused) client.discard(refused.clientToken)
    client.send(given)
  }
  return (
    <SpaceBetween size="m">
      {guideSteps(conversation).map(step => (
        <Step key={step.id} step={step} chat={chat} onAnswer={answer} />
      ))}
      <div role="status">
        {refused?.refused ? (
          <StatusIndicator type="error">{guideTexts.refused(refused.refused)}</StatusIndicator>
        ) : link === 'over' ? (
          <Box color="text-body-secondary">{guideTexts.over}</Box>
        ) : link === 'lost' ? (
          <StatusIndicator type="warning">{guideTexts.lost}</StatusIndicator>
        ) : lines.length === 0 ? (
          <Box color="text-body-secondary">{guideTexts.loading}</Box>
        ) : undefined}
      </div>
    </SpaceBetween>
  )
}

interface StepProps {
  readonly step: GuideStep
  readonly chat: AgentChat
  readonly onAnswer: (answer: Answer) => void
}

function Step({ step, chat, onAnswer }: StepProps) {
  switch (step.type) {
    case 'text':
      return (
        <div>
          <PlainText text={step.text} />
        </div>
      )
    case 'answered':
      return <StatusIndicator>{step.text}</StatusIndicator>
    case 'question':
      return <Choices question={step.question} onAnswer={onAnswer} />
    default:
      return <GuideForm view={step.view} client={chat.client} onAnswer={onAnswer} />
  }
}

function Choices(props: { question: Question; onAnswer: (answer: Answer) => void }) {
  const { title, subtitle, groups } = props.question
  return (
    <SpaceBetween size="xs">
      {title === '' ? undefined : <Box variant="h3">{title}</Box>}
      {subtitle === '' ? undefined : <p>{subtitle}</p>}
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: read from one text, they never change their places
        <SpaceBetween key={index} size="xs">
          {group.title === '' ? undefined : <Box variant="h4">{group.title}</Box>}
          {group.choices.map(({ label, about, answer }) => (
            <Button key={`${label} ${about}`} fullWidth onClick={() => props.onAnswer(answer)}>
              {about === '' ? label : `${label}: ${about}`}
            </Button>
          ))}
        </SpaceBetween>
      ))}
    </SpaceBetween>
  )
}
