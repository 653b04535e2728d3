// The deeds of flows on channels where people write: messages, views, tasks.
import type { Deed } from '../flow/action-kind.ts'
import type { FlowRun } from '../flow/flow-run.ts'
import type { JsonObject } from '../json.ts'
import type { World } from '../world.ts'
import { writeEvent, writeMessage } from './chat.ts'
import type { Contact } from './contact.ts'
import { taskMade } from './new-task.ts'
import { takeUp } from './pause-state.ts'

type WrittenDeed = Extract<
  Deed,
  {
    do: 'send' | 'showView' | 'createTask' | 'rehydrate' | 'setChatProcessor' | 'resumeContact'
  }
>

const INTERACTIVE = 'application/vnd.amazonaws.connect.message.interactive'

export function performWritten(
  world: World,
  contact: Contact,
  run: FlowRun,
  deed: WrittenDeed,
): void {
  const { chat } = contact
  switch (deed.do) {
    case 'send':
      if (chat) writeMessage(world, contact, { ...deed, ...audience(run) })
      return
    case 'showView':
      return showView(world, contact, deed)
    case 'createTask':
      run.namespaces = {
        ...run.namespaces,
        Task: { ContactId: taskMade(world, contact, deed.task) },
      }
      return
    case 'rehydrate':
      if (!chat) return
      chat.sourceContactId = deed.sourceContactId
      chat.rehydration = deed.type
      return writeEvent(world, contact, 'chat.rehydrated')
    case 'setChatProcessor':
      if (!chat) return
      if (deed.processor) chat.processor = deed.processor
      else delete chat.processor
      return
    default:
      deed satisfies { do: 'resumeContact' }
      takeUp(world, contact)
  }
}

/** A whisper is for one side only. */
function audience({ role, flowType }: FlowRun): { readonly only?: 'AGENT' | 'CUSTOMER' } {
  if (role === 'agent') return { only: 'AGENT' }
  return flowType === 'CUSTOMER_WHISPER' ? { only: 'CUSTOMER' } : {}
}

/** The client asks for the view itself by its token. */
function showView(
  world: World,
  contact: Contact,
  { view, data, hidesAnswer }: Extract<WrittenDeed, { do: 'showView' }>,
): void {
  if (!contact.chat) return
  const token = world.chance.uuid()
  contact.chat.view = { token, viewId: view.id, version: view.version, hidesAnswer }
  const content: JsonObject = {
    templateType: 'ViewResource',
    version: '1.0',
    data: { content: { viewId: view.arn, viewToken: token, viewData: data } },
  }
  writeMessage(world, contact, { contentType: INTERACTIVE, content: JSON.stringify(content) })
}
