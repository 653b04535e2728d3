// What the supervisor's pages are called. Alone, for the navigation is there before the pages are.
import { inUsersLanguage } from '../../../kit/messages.ts'

const en = {
  live: 'Real-time metrics',
  contacts: 'Contact search',
  contact: 'Contact',
  reports: 'Reports',
  'sign-ins': 'Sign-ins and sign-outs',
  activity: 'Agent activity',
  'time-in-status': 'Time in each status',
  'phone-numbers': 'Phone numbers',
  'queue-day': 'A queue over the day',
  scheduled: 'Scheduled reports',
  wallboards: 'Wallboards',
  wallboard: 'Wallboard',
}

const de: typeof en = {
  live: 'Live-Kennzahlen',
  contacts: 'Kontaktsuche',
  contact: 'Kontakt',
  reports: 'Berichte',
  'sign-ins': 'An- und Abmeldungen',
  activity: 'Agentenaktivität',
  'time-in-status': 'Zeit je Status',
  'phone-numbers': 'Rufnummern',
  'queue-day': 'Eine Warteschlange über den Tag',
  scheduled: 'Geplante Berichte',
  wallboards: 'Wandtafeln',
  wallboard: 'Wandtafel',
}

const ja: typeof en = {
  live: 'リアルタイム指標',
  contacts: 'コンタクト検索',
  contact: 'コンタクト',
  reports: 'レポート',
  'sign-ins': 'サインインとサインアウト',
  activity: 'エージェントのアクティビティ',
  'time-in-status': 'ステータス別の時間',
  'phone-numbers': '電話番号',
  'queue-day': 'キューの一日',
  scheduled: 'スケジュールされたレポート',
  wallboards: 'ウォールボード',
  wallboard: 'ウォールボード',
}

export const pageTitles = inUsersLanguage({ en, de, ja })
