import { expect, test } from 'vitest'
import type { ChatPort, ChatTold, Member } from '../../channel/chat/chat-port.ts'
import { ChatTokens } from '../../channel/chat/chat-tokens.ts'
import { ParticipantSockets } from './participant-sockets.ts'

const member: Member = { conversationId: 'c', contactId: 'c', participantId: 'p' }
const tokens = new ChatTokens(Buffer.from('secret'))
const ticket = tokens.passing('socket', member, 1000)
const subscribe = { topic: 'aws/subscribe', content: { topics: ['aws/chat'] } }
const line: ChatTold = {
  type: 'line',
  conversationId: 'c',
  line: {
    number: 1,
    contactId: 'c',
    item: { itemId: 'i', at: 0, kind: 'MESSAGE', contentType: 'text/plain', role: 'CUSTOMER' },
  },
}

/** A socket of the participant, and what it was sent. */
function opened() {
  const followers = new Set<(told: ChatTold) => void>()
  const chat = {
    check: () => {},
    follow(_: Member, tell: (told: ChatTold) => void) {
      followers.add(tell)
      return () => followers.delete(tell)
    },
  } as unknown as ChatPort
  const sockets = new ParticipantSockets({ clock: { now: () => 0 }, chat, tokens })
  const sent: unknown[] = []
  const closed: number[] = []
  const socket = {
    bufferedBytes: 0,
    send: (message: object) => void sent.push(message),
    sendFrame: (frame: Uint8Array) => void sent.push(frame),
    close: (code: number) => void closed.push(code),
  }
  const stream = sockets.open(ticket, socket)
  const tell = (told: ChatTold) => {
    for (const each of followers) each(told)
  }
  return { sockets, socket, sent, closed, stream, followers, tell }
}

test('nothing is told before the topic is subscribed to, and then each line once', () => {
  const { stream, sent, tell } = opened()
  tell(line)
  expect(sent).toEqual([])
  stream?.hear(subscribe)
  stream?.hear(subscribe)
  tell(line)
  expect(sent.filter(each => each instanceof Uint8Array)).toHaveLength(1)
})

test('whoever does not read is let go, and told nothing more', () => {
  const { stream, socket, closed, followers, tell } = opened()
  stream?.hear(subscribe)
  socket.bufferedBytes = 1_000_001
  tell(line)
  expect(closed).toEqual([1008])
  expect(followers.size).toBe(0)
})

test('when the chat is over the socket is closed as usual', () => {
  const { stream, sockets, closed, followers, tell } = opened()
  stream?.hear(subscribe)
  tell({ type: 'over', conversationId: 'c' })
  expect(closed).toEqual([1000])
  expect(followers.size).toBe(0)
  expect(sockets.count).toBe(1)
  stream?.closed()
  expect(sockets.count).toBe(0)
})

test('other topics are not subscribed to', () => {
  const { stream, sent, followers } = opened()
  stream?.hear({ topic: 'aws/subscribe', content: { topics: ['aws/chat', 'aws/secrets'] } })
  stream?.hear({ topic: 'aws/subscribe' })
  const content = { status: 'failure', topics: ['aws/chat'] }
  const failure = { topic: 'aws/subscribe', content }
  expect(sent).toEqual([failure, failure])
  expect(followers.size).toBe(0)
})
