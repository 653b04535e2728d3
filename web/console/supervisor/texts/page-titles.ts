// What the supervisor's pages are called. Alone, for the navigation is there before the pages are.
import { inUsersLanguage } from '../../../kit/messages.ts'

const en = {
  live: 'Real-time metrics',
  contacts: 'Contact search',
  contact: 'Contact',
  reports: 'Reports',
  activity: 'Agent activity',
  wallboards: 'Wallboards',
  wallboard: 'Wallboard',
}

const de: typeof en = {
  live: 'Live-Kennzahlen',
  contacts: 'Kontaktsuche',
  contact: 'Kontakt',
  reports: 'Berichte',
  activity: 'Agentenaktivität',
  wallboards: 'Wandtafeln',
  wallboard: 'Wandtafel',
}

const ja: typeof en = {
  live: 'リアルタイム指標',
  contacts: 'コンタクト検索',
  contact: 'コンタクト',
  reports: 'レポート',
  activity: 'エージェントのアクティビティ',
  wallboards: 'ウォールボード',
  wallboard: 'ウォールボード',
}

export const pageTitles = inUsersLanguage({ en, de, ja })
