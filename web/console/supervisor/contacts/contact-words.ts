// Times and names of contacts as people read them.
import { languageTag } from '../../../kit/messages.ts'
import { contactsTexts as texts } from '../texts/contacts-texts.ts'
import { liveTexts } from '../texts/live-texts.ts'

const moment = new Intl.DateTimeFormat(languageTag, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** @param seconds since 1970, as the API tells times. */
export function formatMoment(seconds: number | undefined): string {
  return seconds === undefined ? '–' : moment.format(seconds * 1000)
}

export function channelName(channel: string | undefined): string {
  return liveTexts.channels[channel ?? ''] ?? channel ?? '–'
}

export function methodName(method: string | undefined): string {
  return texts.methods[method ?? ''] ?? method ?? '–'
}
