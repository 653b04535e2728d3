// What the flow has found out about a contact, and what belongs to it.
import type { AgentPageContact, PageReference } from '../../../src/api/contract/agent-stream.ts'
import { languageTag, messages } from '../messages.ts'
import { safeLink } from './safe-link.ts'

export function ContactFacts({ contact }: { contact: AgentPageContact }) {
  const { workspace, desk } = messages
  const { attributes, references = {}, contactId, queue } = contact
  return (
    <div className="kit-facts">
      {Object.keys(references).length === 0 ? undefined : (
        <>
          <h2>{desk.references.title}</h2>
          <References contactId={contactId} references={references} />
        </>
      )}
      <h2>{workspace.attributes}</h2>
      {Object.keys(attributes).length === 0 ? (
        <p className="kit-quiet">{workspace.noAttributes}</p>
      ) : (
        <dl>
          {Object.entries(attributes).map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
        </dl>
      )}
      <h2>{workspace.details}</h2>
      <dl>
        <Fact name={workspace.queue} value={queue ?? workspace.empty} />
        <Fact name={workspace.contactId} value={contactId} />
      </dl>
    </div>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

export function References(props: {
  contactId: string
  references: Readonly<Record<string, PageReference>>
}) {
  const entries = Object.entries(props.references)
  if (entries.length === 0) return <p className="kit-quiet">{messages.desk.references.none}</p>
  return (
    <dl>
      {entries.map(([name, reference]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {reference.Type === 'ATTACHMENT' && reference.Status === 'APPROVED' ? (
              <a href={`/api/agent/contacts/${props.contactId}/files/${reference.Value}`} download>
                {name}
              </a>
            ) : (
              <ReferenceValue {...reference} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function ReferenceValue({ Type, Value, Status }: PageReference) {
  if (Type === 'ATTACHMENT') return <>{Status}</>
  const link =
    Type === 'EMAIL' ? safeLink(`mailto:${Value}`) : Type === 'URL' ? safeLink(Value) : undefined
  if (link !== undefined) {
    return (
      <a href={link} target="_blank" rel="noopener noreferrer">
        {Value}
      </a>
    )
  }
  return <>{Type === 'DATE' ? dateText(Value) : Value}</>
}

/** References hold a time as milliseconds or seconds since the epoch, or as text. */
function dateText(value: string): string {
  const seconds = /^\d{9,10}$/.test(value)
  const at = new Date(seconds ? Number(value) * 1000 : /^\d+$/.test(value) ? Number(value) : value)
  return Number.isNaN(at.getTime()) ? value : at.toLocaleString(languageTag)
}
