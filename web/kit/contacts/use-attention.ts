// Makes what is new noticed when the page is not looked at: the title counts it, a sound says it, and
// where the agent wants that, the desktop shows it.
import { useEffect, useRef } from 'react'
import type { AgentPageContact } from '../../../src/api/contract/agent-stream.ts'
import type { AgentChatsState } from '../chat/agent-chats.ts'
import { messages } from '../messages.ts'
import { notificationsAreOn, soundIsOn } from '../preferences.ts'
import { chime, Ringer } from '../ringer.ts'
import { contactName } from './contact-name.ts'

export function useAttention(contacts: readonly AgentPageContact[], chats: AgentChatsState): void {
  const offers = contacts.filter(each => each.state === 'CONNECTING')
  const written = offers.filter(each => each.channel !== 'VOICE')
  const unread = Object.values(chats).reduce((sum, each) => sum + each.unread, 0)
  useTitle(written.length + unread, offers.length > written.length)
  useRinging(written.length > 0)
  useNews(
    new Map([
      ...written.map((each): [string, string] => [each.contactId, offerText(each)]),
      ...contacts.flatMap(each => unreadNews(each, chats[each.contactId]?.unread ?? 0)),
    ]),
  )
}

function offerText(contact: AgentPageContact): string {
  const { attention, contacts } = messages.desk
  const channel = contacts.channels[contact.channel] ?? contact.channel
  return attention.offer(channel, contactName(contact))
}

/** Each message more is another piece of news. */
function unreadNews(contact: AgentPageContact, unread: number): [string, string][] {
  if (unread === 0) return []
  const text = messages.desk.attention.message(contactName(contact))
  return [[`${contact.contactId} ${unread}`, text]]
}

/** A call that comes in has the title to itself. */
function useTitle(count: number, isCalled: boolean): void {
  useEffect(() => {
    if (isCalled || count === 0) return
    const title = document.title
    document.title = `(${count}) ${title}`
    return () => {
      document.title = title
    }
  }, [count, isCalled])
}

function useRinging(isOffered: boolean): void {
  useEffect(() => {
    if (!isOffered || !soundIsOn()) return
    const ringer = new Ringer()
    ringer.start()
    return () => ringer.stop()
  }, [isOffered])
}

/** Tells each piece of news once, and none that was there when the page came up. */
function useNews(news: ReadonlyMap<string, string>): void {
  const known = useRef<ReadonlySet<string> | undefined>(undefined)
  useEffect(() => {
    const before = known.current
    known.current = new Set(news.keys())
    if (!before) return
    const fresh = [...news].filter(([key]) => !before.has(key))
    const [first] = fresh
    if (!first) return
    if (soundIsOn() && first[0].includes(' ')) chime()
    if (document.visibilityState === 'hidden' && notificationsAreOn()) notify(first)
  })
}

function notify([key, text]: readonly [string, string]): void {
  const shown = new Notification(messages.product, { body: text, tag: key.split(' ')[0] ?? key })
  shown.onclick = () => {
    window.focus()
    shown.close()
  }
}
