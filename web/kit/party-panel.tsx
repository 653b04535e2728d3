// Who is in the call, and who may be called in: quick connects and numbers.
import Button from '@cloudscape-design/components/button'
import Input from '@cloudscape-design/components/input'
import { type ReactNode, useEffect, useState } from 'react'
import type {
  AgentPageContact,
  PageParty,
  PageQuickConnect,
} from '../../src/api/contract/agent-stream.ts'
import { callerName } from './caller-name.ts'
import { messages } from './messages.ts'
import type { AgentPage } from './use-agent-link.ts'

interface PartyPanelProps {
  readonly page: AgentPage
  readonly contact: AgentPageContact
  readonly disabled: boolean
}

/** Somebody who was called in; a supervisor comes uncalled. */
export function isColleague({ kind }: PageParty): boolean {
  return kind !== 'customer' && kind !== 'supervisor'
}

export function PartyPanel(props: PartyPanelProps) {
  const { contact } = props
  const [adds, setAdds] = useState(false)
  const parties = contact.parties ?? []
  const isAlone = !parties.some(isColleague)
  const { party } = messages
  return (
    <section className="kit-parties" aria-label={party.region}>
      {parties.length === 0 ? undefined : <Parties {...props} parties={parties} />}
      {contact.leads && (isAlone || adds) ? (
        <CallIn {...props} done={() => setAdds(false)} />
      ) : undefined}
      {contact.leads && !isAlone && !adds ? (
        <Button iconName="add-plus" disabled={props.disabled} onClick={() => setAdds(true)}>
          {party.add}
        </Button>
      ) : undefined}
    </section>
  )
}

function Parties(props: PartyPanelProps & { readonly parties: readonly PageParty[] }) {
  const { page, contact, disabled, parties } = props
  const { party } = messages
  const { contactId } = contact
  const all = (method: 'swap' | 'conference') => () => page.link.allParties(contactId, method)
  return (
    <>
      <ul className="kit-party-list">
        {parties.map(each => (
          <PartyLine key={each.partyId} {...props} party={each} />
        ))}
      </ul>
      {contact.leads && parties.some(isColleague) ? (
        <div className="kit-party-all">
          <Button disabled={disabled} onClick={all('conference')}>
            {party.conference}
          </Button>
          <Button disabled={disabled} onClick={all('swap')}>
            {party.swap}
          </Button>
        </div>
      ) : undefined}
    </>
  )
}

function PartyLine(props: PartyPanelProps & { readonly party: PageParty }) {
  const { page, contact, disabled, party } = props
  const words = messages.party
  const name = party.kind === 'customer' ? callerName(party.name) : party.name
  const does = (what: 'drop' | 'hold' | 'resume') => () =>
    page.link.party(contact.contactId, party.partyId, what)
  const isOnHold = party.state === 'onHold'
  const steers = contact.leads || contact.monitoring?.mode === 'BARGE'
  const isSteered = party.kind !== 'supervisor' && !party.leads
  return (
    <li className="kit-party">
      <span className="kit-party-name">
        {name}
        <small>
          {party.kind === 'customer' ? `${words.customer}, ` : ''}
          {party.kind === 'supervisor' ? `${words.supervisor}, ` : ''}
          {words.states[party.state]}
        </small>
      </span>
      {steers && isSteered ? (
        <>
          <Button
            variant="inline-icon"
            iconName={isOnHold ? 'play' : 'pause'}
            ariaLabel={isOnHold ? words.resume(name) : words.hold(name)}
            disabled={disabled || party.state === 'connecting'}
            onClick={does(isOnHold ? 'resume' : 'hold')}
          />
          <Button
            variant="inline-icon"
            iconName="close"
            ariaLabel={words.drop(name)}
            disabled={disabled}
            onClick={does('drop')}
          />
        </>
      ) : undefined}
    </li>
  )
}

function CallIn({
  page,
  contact,
  disabled,
  done,
}: PartyPanelProps & { readonly done: () => void }) {
  const [text, setText] = useState('')
  const { link } = page
  const { contactId } = contact
  const { party } = messages
  const number = numberIn(text)
  const found = useQuickConnects(page).filter(({ name }) =>
    name.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()),
  )
  return (
    <div className="kit-call-in">
      <Input
        value={text}
        type="search"
        ariaLabel={party.find}
        placeholder={party.find}
        onChange={({ detail }) => setText(detail.value)}
      />
      <ul className="kit-party-list">
        {number === undefined ? undefined : (
          <Target
            name={number}
            disabled={disabled}
            onAdd={() => {
              link.addParty(contactId, { number })
              done()
            }}
            onPass={() => link.passOut(contactId, number)}
          />
        )}
        {found.map(({ quickConnectId, name }) => (
          <Target
            key={quickConnectId}
            name={name}
            disabled={disabled}
            onAdd={() => {
              link.addParty(contactId, { quickConnectId })
              done()
            }}
            onPass={() => link.transfer(contactId, quickConnectId)}
          />
        ))}
      </ul>
      {number === undefined && found.length === 0 ? <Quiet>{party.nobody}</Quiet> : undefined}
    </div>
  )
}

interface TargetProps {
  readonly name: string
  readonly disabled: boolean
  readonly onAdd: () => void
  readonly onPass: () => void
}

function Target({ name, disabled, onAdd, onPass }: TargetProps) {
  const { party } = messages
  return (
    <li className="kit-party">
      <span className="kit-party-name">{name}</span>
      <Button
        variant="inline-link"
        disabled={disabled}
        ariaLabel={party.callName(name)}
        onClick={onAdd}
      >
        {party.call}
      </Button>
      <Button
        variant="inline-link"
        disabled={disabled}
        ariaLabel={party.passName(name)}
        onClick={onPass}
      >
        {party.pass}
      </Button>
    </li>
  )
}

function Quiet({ children }: { readonly children: ReactNode }) {
  return <p className="kit-card-text">{children}</p>
}

function useQuickConnects({ link }: AgentPage): readonly PageQuickConnect[] {
  const [known, setKnown] = useState<readonly PageQuickConnect[]>([])
  useEffect(() => {
    let isShown = true
    void link.quickConnects().then(found => {
      if (isShown && found) setKnown(found)
    })
    return () => {
      isShown = false
    }
  }, [link])
  return known
}

/** E.164, with whatever people write between digits. */
function numberIn(text: string): string | undefined {
  const digits = text.replace(/[\s().-]/g, '')
  return /^\+[0-9]{3,15}$/.test(digits) ? digits : undefined
}
