// `/agent`: the workspace, with the contacts and the softphone at the left and the contact on screen at
// the right.
import { lazy, Suspense } from 'react'
import { ContactList } from '../kit/contacts/contact-list.tsx'
import { ContactPane } from '../kit/contacts/contact-pane.tsx'
import { useDesk } from '../kit/contacts/use-desk.ts'
import { messages } from '../kit/messages.ts'
import { mount } from '../kit/mount.tsx'
import { SessionGate, type SignedIn } from '../kit/session-gate.tsx'
import { Softphone } from '../kit/softphone.tsx'
import { type AgentPage, useAgentLink } from '../kit/use-agent-link.ts'
import { NoContact } from './no-contact.tsx'
import './agent.css'

// Tables and the like come when the first call does.
const ContactDetails = lazy(async () => {
  const { ContactDetails: component } = await import('./contact-details.tsx')
  return { default: component }
})

// Forms come with the first guide.
const GuidePane = lazy(async () => {
  const { GuidePane: component } = await import('../kit/guide/guide-pane.tsx')
  return { default: component }
})

mount(
  messages.pages.agent,
  <SessionGate>{signedIn => <WorkspacePage signedIn={signedIn} />}</SessionGate>,
)

function WorkspacePage({ signedIn }: { signedIn: SignedIn }) {
  const page = useAgentLink(signedIn.expired)
  const snapshot = page?.state.snapshot
  return (
    <div className="workspace">
      <header className="workspace-head">
        <a href="/" className="workspace-brand">
          {messages.product}
        </a>
        <span className="workspace-who">
          {snapshot?.name ?? signedIn.session.name}
          {snapshot ? <small>{snapshot.routingProfile}</small> : undefined}
        </span>
      </header>
      {page ? <Desk page={page} signedIn={signedIn} /> : undefined}
    </div>
  )
}

function Desk({ page, signedIn }: { page: AgentPage; signedIn: SignedIn }) {
  const { selected, select, chats, keys } = useDesk(page)
  const chat = selected && chats[selected.contactId]
  return (
    <>
      <div className="workspace-phone">
        <Softphone
          page={page}
          signedIn={signedIn}
          contacts={
            <ContactList
              page={page}
              chats={chats}
              selected={selected?.contactId}
              onSelect={select}
            />
          }
        />
      </div>
      <main
        className={
          selected && selected.channel !== 'VOICE' ? 'workspace-pane' : 'workspace-contact'
        }
      >
        {!selected ? (
          <NoContact />
        ) : selected.channel === 'VOICE' ? (
          <Suspense>
            <ContactDetails state={page.state} contact={selected} />
          </Suspense>
        ) : (
          <ContactPane key={selected.contactId} {...{ page, contact: selected, chat, keys }} />
        )}
      </main>
      {selected?.guideId === undefined ? undefined : (
        <aside className="workspace-guide">
          <Suspense>
            <GuidePane key={selected.guideId} chat={chats[selected.guideId]} />
          </Suspense>
        </aside>
      )}
    </>
  )
}
