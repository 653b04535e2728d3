// `/ccp-v2/`: the softphone alone, for a window of its own or a frame in another page.
import { messages } from '../kit/messages.ts'
import { mount } from '../kit/mount.tsx'
import { SessionGate, type SignedIn } from '../kit/session-gate.tsx'
import { Softphone } from '../kit/softphone.tsx'
import { useAgentLink } from '../kit/use-agent-link.ts'

mount(
  messages.pages.ccp,
  <SessionGate>{signedIn => <SoftphonePage signedIn={signedIn} />}</SessionGate>,
)

function SoftphonePage({ signedIn }: { signedIn: SignedIn }) {
  const page = useAgentLink(signedIn.expired)
  return (
    <main className="kit-softphone-page">
      {page ? <Softphone page={page} signedIn={signedIn} /> : undefined}
    </main>
  )
}
