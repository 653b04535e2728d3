import { messages } from '../kit/messages.ts'

export function NoContact() {
  return (
    <div className="workspace-empty">
      <h1>{messages.workspace.none}</h1>
      <p>{messages.workspace.noneText}</p>
    </div>
  )
}
