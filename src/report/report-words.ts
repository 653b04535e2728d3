// What reports and their columns are called, in the languages of the pages.
import type { ReportKind } from '../api/contract/report-table.ts'

const en = {
  titles: {
    'sign-ins': 'Sign-ins and sign-outs',
    activity: 'Agent activity',
    'time-in-status': 'Time in each status',
    'phone-numbers': 'Phone numbers',
    'queue-day': 'A queue over the day',
    metrics: 'Historical metrics',
  } as Record<ReportKind, string>,
  columns: {
    agent: 'Agent',
    name: 'Name',
    signedIn: 'Signed in',
    signedOut: 'Signed out',
    duration: 'Duration',
    status: 'Status',
    from: 'From',
    until: 'Until',
    onContact: 'With contacts',
    day: 'Day',
    number: 'Number',
    description: 'Description',
    method: 'Begun by',
    contacts: 'Contacts',
    answered: 'Answered',
    abandoned: 'Abandoned',
    talk: 'Average talk time',
    wait: 'Average wait until answered',
    came: 'Came',
    waitingAverage: 'Waiting on average',
    waitingMost: 'Waiting at most',
    longestWait: 'Longest wait',
    online: 'Agents online',
    withContacts: 'Agents with contacts',
    queue: 'Queue',
    routingProfile: 'Routing profile',
    channel: 'Channel',
  },
  page: (page: number, of: number) => `Page ${page} of ${of}`,
  madeAt: (when: string) => `Made ${when}`,
  isCut: 'There is more than a report can have; this is the first part.',
  nothing: 'There is nothing in this time.',
}

export type ReportWords = typeof en
export type ColumnWord = keyof ReportWords['columns']

const de: ReportWords = {
  titles: {
    'sign-ins': 'An- und Abmeldungen',
    activity: 'Agentenaktivität',
    'time-in-status': 'Zeit je Status',
    'phone-numbers': 'Rufnummern',
    'queue-day': 'Eine Warteschlange über den Tag',
    metrics: 'Historische Kennzahlen',
  },
  columns: {
    agent: 'Agent',
    name: 'Name',
    signedIn: 'Angemeldet',
    signedOut: 'Abgemeldet',
    duration: 'Dauer',
    status: 'Status',
    from: 'Von',
    until: 'Bis',
    onContact: 'Mit Kontakten',
    day: 'Tag',
    number: 'Rufnummer',
    description: 'Beschreibung',
    method: 'Begonnen durch',
    contacts: 'Kontakte',
    answered: 'Angenommen',
    abandoned: 'Aufgelegt',
    talk: 'Mittlere Gesprächszeit',
    wait: 'Mittlere Wartezeit bis zur Annahme',
    came: 'Gekommen',
    waitingAverage: 'Wartende im Mittel',
    waitingMost: 'Wartende höchstens',
    longestWait: 'Längste Wartezeit',
    online: 'Agenten online',
    withContacts: 'Agenten mit Kontakten',
    queue: 'Warteschlange',
    routingProfile: 'Routing-Profil',
    channel: 'Kanal',
  },
  page: (page, of) => `Seite ${page} von ${of}`,
  madeAt: when => `Erstellt ${when}`,
  isCut: 'Es gibt mehr, als ein Bericht fassen kann; dies ist der erste Teil.',
  nothing: 'In dieser Zeit ist nichts.',
}

const ja: ReportWords = {
  titles: {
    'sign-ins': 'サインインとサインアウト',
    activity: 'エージェントのアクティビティ',
    'time-in-status': 'ステータス別の時間',
    'phone-numbers': '電話番号',
    'queue-day': 'キューの一日',
    metrics: '履歴メトリクス',
  },
  columns: {
    agent: 'エージェント',
    name: '名前',
    signedIn: 'サインイン',
    signedOut: 'サインアウト',
    duration: '時間',
    status: 'ステータス',
    from: '開始',
    until: '終了',
    onContact: 'コンタクト対応',
    day: '日',
    number: '電話番号',
    description: '説明',
    method: '開始方法',
    contacts: 'コンタクト',
    answered: '応答',
    abandoned: '放棄',
    talk: '平均通話時間',
    wait: '平均応答待ち時間',
    came: '着信',
    waitingAverage: '平均待機数',
    waitingMost: '最大待機数',
    longestWait: '最長待ち時間',
    online: 'オンラインのエージェント',
    withContacts: '対応中のエージェント',
    queue: 'キュー',
    routingProfile: 'ルーティングプロファイル',
    channel: 'チャネル',
  },
  page: (page, of) => `${page} / ${of} ページ`,
  madeAt: when => `作成 ${when}`,
  isCut: 'レポートに収まる件数を超えています。最初の部分だけを表示しています。',
  nothing: 'この期間には何もありません。',
}

const LANGUAGES: Readonly<Record<string, ReportWords>> = { en, de, ja }

/** English when we do not speak it. @param language a tag of BCP 47. */
export function reportWords(language: string): ReportWords {
  return LANGUAGES[speaks(language)] ?? en
}

/** The language of ours that a tag asks for. */
export function speaks(language: string): 'en' | 'de' | 'ja' {
  const first = language.toLowerCase().split('-')[0]
  return first === 'de' || first === 'ja' ? first : 'en'
}
