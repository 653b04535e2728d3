// One's own account: who one is here, and the second factor.
import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useConsole } from '../use-console.ts'
import { SecondFactor } from './second-factor.tsx'
import { accountTexts as texts } from './texts/account-texts.ts'

export function AccountPage() {
  const { session } = useConsole().signedIn
  return (
    <ContentLayout header={<Header variant="h1">{texts.title}</Header>}>
      <SpaceBetween size="l">
        <Container header={<Header variant="h2">{texts.you}</Header>}>
          <KeyValuePairs
            columns={3}
            items={[
              { label: texts.name, value: session.name },
              { label: texts.username, value: session.username },
              { label: texts.profiles, value: <Box>{session.securityProfiles.join(', ')}</Box> },
            ]}
          />
        </Container>
        <SecondFactor />
      </SpaceBetween>
    </ContentLayout>
  )
}
