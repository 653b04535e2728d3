// `/ccp-v2/`: the softphone alone, for a window of its own or a frame in another page. A chat or task
// that is chosen takes its place, with a way back.
import Button from '@cloudscape-design/components/button'
import { ContactList } from '../kit/contacts/contact-list.tsx'
import { ContactPane } from '../kit/contacts/contact-pane.tsx'
import { useDesk } from '../kit/contacts/use-desk.ts'
import { messages } from '../kit/messages.ts'
import { mount } from '../kit/mount.tsx'
import { SessionGate, type SignedIn } from '../kit/session-gate.tsx'
import { Softphone } from '../kit/softphone.tsx'
import { type AgentPage, useAgentLink } from '../kit/use-agent-link.ts'

mount(
  messages.pages.ccp,
  <SessionGate>{signedIn => <SoftphonePage signedIn={signedIn} />}</SessionGate>,
)

function SoftphonePage({ signedIn }: { signedIn: SignedIn }) {
  const page = useAgentLink(signedIn.expired)
  return (
    <main className="kit-softphone-page">
      {page ? <NarrowDesk page={page} signedIn={signedIn} /> : undefined}
    </main>
  )
}

function NarrowDesk({ page, signedIn }: { page: AgentPage; signedIn: SignedIn }) {
  const { selected, select, isChosen, chats, keys } = useDesk(page, () => false)
  const isPane = isChosen && selected !== undefined && selected.channel !== 'VOICE'
  return (
    <>
      <Softphone
        page={page}
        signedIn={signedIn}
        contacts={<ContactList page={page} chats={chats} selected={undefined} onSelect={select} />}
      />
      {isPane ? (
        <div className="kit-narrow-pane">
          <Button variant="link" iconName="arrow-left" onClick={() => select(undefined)}>
            {messages.desk.contacts.back}
          </Button>
          <ContactPane
            key={selected.contactId}
            {...{ page, contact: selected, chat: chats[selected.contactId], keys }}
          />
        </div>
      ) : undefined}
    </>
  )
}
