// `/agent`: the workspace, the softphone at the left and what is known of the contact at the right.
import { messages } from '../kit/messages.ts'
import { mount } from '../kit/mount.tsx'
import { SessionGate, type SignedIn } from '../kit/session-gate.tsx'
import { Softphone } from '../kit/softphone.tsx'
import { useAgentLink } from '../kit/use-agent-link.ts'
import { ContactDetails } from './contact-details.tsx'
import './agent.css'

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
      <div className="workspace-phone">
        {page ? <Softphone page={page} signedIn={signedIn} /> : undefined}
      </div>
      <main className="workspace-contact">
        {page ? <ContactDetails state={page.state} /> : undefined}
      </main>
    </div>
  )
}
