// The adapter for Slack and what speaks its events: direct messages to an app come as JSON, signed by
// HMAC-SHA256 of version, time and body; answers are posted to `chat.postMessage`. A direct message's
// channel is the customer's address, the workspace is ours.
import { isRecent } from '../../io/body-signature.ts'
import { equalInConstantTime, hmacSha256 } from '../../io/crypto.ts'
import {
  byStatus,
  type Callback,
  type MessagingAdapter,
  membersOfJson,
  type Reading,
} from './messaging-adapter.ts'

/** What Slack says of messages that it will never take. */
const REFUSALS = ['channel_not_found', 'is_archived', 'msg_too_long', 'no_text', 'not_in_channel']

export const slack: MessagingAdapter = {
  read(callback, { secret }) {
    if (!isGenuine(callback, secret)) {
      return { status: 401, problem: 'The signature is missing, wrong or too old.' }
    }
    return eventIn(membersOfJson(callback.body))
  },

  requests({ id, to, text }, { url, token = '' }) {
    return [
      {
        url: `${url}/chat.postMessage`,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json; charset=utf-8',
          'idempotency-key': id,
        },
        body: JSON.stringify({
          channel: to,
          text: escaped(text),
          metadata: { event_type: 'parley_message', event_payload: { id } },
        }),
      },
    ]
  },

  outcome(answer) {
    const { ok, ts, error } = membersOfJson(answer.body)
    if (answer.status !== 200) return byStatus(answer)
    if (ok === true) return { sent: typeof ts === 'string' ? { providerId: ts } : {} }
    const reason = `Slack answered ${String(error)}`
    return REFUSALS.includes(String(error)) ? { refused: reason } : { later: reason }
  },
}

function isGenuine({ headers, body, now }: Callback, secret: string): boolean {
  const seconds = headers['x-slack-request-timestamp'] ?? ''
  if (!isRecent(seconds, now)) return false
  const signature = Buffer.from(hmacSha256(secret, `v0:${seconds}:${body}`)).toString('hex')
  const given = headers['x-slack-signature'] ?? ''
  return equalInConstantTime(Buffer.from(`v0=${signature}`), Buffer.from(given))
}

function eventIn(said: Readonly<Record<string, unknown>>): Reading {
  const { type, challenge, team_id: to, event_id: id } = said
  if (type === 'url_verification' && typeof challenge === 'string') {
    return { heard: [], answer: { contentType: 'text/plain', body: challenge } }
  }
  const event = membersOfJson(JSON.stringify(said.event ?? {}))
  const { channel: from, text } = event
  // Changes, joins, other bots and our own messages come as well.
  const isTheirs = event.subtype === undefined && event.bot_id === undefined
  if (event.type !== 'message' || event.channel_type !== 'im' || !isTheirs) return { heard: [] }
  const isWhole = [id, from, to, text].every(each => typeof each === 'string' && each !== '')
  if (!isWhole)
    return { status: 400, problem: 'The event lacks event_id, team_id, channel or text.' }
  return {
    heard: [
      {
        type: 'message',
        id: String(id),
        from: String(from),
        to: String(to),
        text: unescaped(String(text)),
      },
    ],
  }
}

/** Slack's text has three characters with a meaning. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
