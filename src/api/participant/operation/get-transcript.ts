import type { ShownLine, TranscriptQuery } from '../../../channel/chat/chat-port.ts'
import { invalid } from '../invalid.ts'
import type { ParticipantOperation } from '../participant-operation.ts'
import { showItem, showReceipt } from '../shown-item.ts'

const USUAL_RESULTS = 15

type Input = Parameters<ParticipantOperation<'GetTranscript'>>[0]
type Query = Omit<TranscriptQuery, 'limit'>

/**
 * A page of the transcript. Backward it goes from the newest line to older ones, forward the other way;
 * `SortOrder` only says how the lines of one page are put. A start position that is a line is not
 * shown again, one that is a time is part of what is asked.
 */
export const getTranscript: ParticipantOperation<'GetTranscript'> = async (input, context) => {
  const { chat, who } = context
  chat.check(who, 'reading')
  const query = queryOf(input)
  const limit = input.MaxResults || mostRecentOf(input) || USUAL_RESULTS
  const { lines, more } = await chat.transcript(who, { ...query, limit })
  const shown = lines.map(showLine)
  const last = query.direction === 'backward' ? lines[0] : lines.at(-1)
  return {
    InitialContactId: who.conversationId,
    Transcript: input.SortOrder === 'DESCENDING' ? shown.reverse() : shown,
    NextToken: more && last ? tokenOf(query, last) : undefined,
  }
}

function showLine(line: ShownLine) {
  const { itemId } = line.item
  const receipts = line.receipts.map(showReceipt)
  return {
    ...showItem(line),
    MessageMetadata: receipts.length === 0 ? undefined : { MessageId: itemId, Receipts: receipts },
  }
}

function mostRecentOf({ NextToken, StartPosition }: Input): number | undefined {
  return NextToken === undefined ? StartPosition?.MostRecent : undefined
}

function queryOf(input: Input): Query {
  const ofContact = input.ContactId === undefined ? {} : { contactId: input.ContactId }
  if (input.NextToken !== undefined) return { ...queryOfToken(input.NextToken), ...ofContact }
  const { Id, AbsoluteTime, MostRecent } = input.StartPosition ?? {}
  if ([Id, AbsoluteTime, MostRecent].filter(each => each !== undefined).length > 1) {
    throw invalid('Member StartPosition has one of Id, AbsoluteTime and MostRecent.')
  }
  // The most recent lines are read from their end, whichever way they are put.
  const forward = input.ScanDirection === 'FORWARD' && MostRecent === undefined
  const direction = forward ? 'forward' : 'backward'
  if (AbsoluteTime === undefined) {
    return { direction, ...ofContact, ...(Id !== undefined && { beyondItem: Id }) }
  }
  const at = Date.parse(AbsoluteTime)
  if (Number.isNaN(at)) throw invalid('Member StartPosition.AbsoluteTime is no time of ISO 8601.')
  return { direction, ...ofContact, ...(forward ? { from: at } : { until: at }) }
}

/** Whoever makes up a token reads nothing that they may not read anyway. */
function tokenOf({ direction }: Query, { number }: ShownLine): string {
  return `${direction}.${number}`
}

function queryOfToken(token: string): Query {
  const [, direction, number] = /^(backward|forward)\.(\d{1,16})$/.exec(token) ?? []
  if (direction !== 'backward' && direction !== 'forward') {
    throw invalid('Member NextToken is none of ours.')
  }
  return { direction, beyond: Number(number) }
}
