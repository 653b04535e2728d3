// What the pages of the administration are called: needed by the navigation before any of them is open.
import { inUsersLanguage } from '../../../kit/messages.ts'

const en = {
  queues: 'Queues',
  hours: 'Hours of operation',
  'routing-profiles': 'Routing profiles',
  users: 'Users',
  'security-profiles': 'Security profiles',
  'agent-statuses': 'Agent statuses',
  'quick-connects': 'Quick connects',
  prompts: 'Prompts',
  'phone-numbers': 'Phone numbers',
  'sip-trunks': 'SIP trunks',
  hierarchy: 'Agent hierarchy',
  'predefined-attributes': 'Predefined attributes',
  'task-templates': 'Task templates',
  'data-tables': 'Data tables',
  views: 'Views',
  widgets: 'Chat widgets',
  messaging: 'Messaging channels',
}

export type ResourceKey = keyof typeof en

const de: Record<ResourceKey, string> = {
  queues: 'Warteschlangen',
  hours: 'Betriebszeiten',
  'routing-profiles': 'Verteilungsprofile',
  users: 'Benutzer',
  'security-profiles': 'Sicherheitsprofile',
  'agent-statuses': 'Agentenstatus',
  'quick-connects': 'Schnellverbindungen',
  prompts: 'Ansagen',
  'phone-numbers': 'Telefonnummern',
  'sip-trunks': 'SIP-Trunks',
  hierarchy: 'Agentenhierarchie',
  'predefined-attributes': 'Vordefinierte Attribute',
  'task-templates': 'Aufgabenvorlagen',
  'data-tables': 'Datentabellen',
  views: 'Ansichten',
  widgets: 'Chatfenster',
  messaging: 'Nachrichtenkanäle',
}

const ja: Record<ResourceKey, string> = {
  queues: 'キュー',
  hours: 'オペレーション時間',
  'routing-profiles': 'ルーティングプロファイル',
  users: 'ユーザー',
  'security-profiles': 'セキュリティプロファイル',
  'agent-statuses': 'エージェントステータス',
  'quick-connects': 'クイック接続',
  prompts: 'プロンプト',
  'phone-numbers': '電話番号',
  'sip-trunks': 'SIP トランク',
  hierarchy: 'エージェント階層',
  'predefined-attributes': '事前定義属性',
  'task-templates': 'タスクテンプレート',
  'data-tables': 'データテーブル',
  views: 'ビュー',
  widgets: 'チャットウィジェット',
  messaging: 'メッセージチャネル',
}

export const resourceNames = inUsersLanguage({ en, de, ja })

const enOther = {
  compare: 'Compare security profiles',
  importUsers: 'Import users',
  operations: 'Operations',
  usage: 'Usage and quotas',
  streams: 'Streams',
  audit: 'Audit log',
  settings: 'Instance settings',
}

const deOther: typeof enOther = {
  compare: 'Sicherheitsprofile vergleichen',
  importUsers: 'Benutzer importieren',
  operations: 'Betrieb',
  usage: 'Nutzung und Grenzen',
  streams: 'Datenströme',
  audit: 'Protokoll der Änderungen',
  settings: 'Einstellungen der Instanz',
}

const jaOther: typeof enOther = {
  compare: 'セキュリティプロファイルの比較',
  importUsers: 'ユーザーのインポート',
  operations: '運用',
  usage: '使用量と上限',
  streams: 'ストリーム',
  audit: '監査ログ',
  settings: 'インスタンス設定',
}

export const otherPageNames = inUsersLanguage({ en: enOther, de: deOther, ja: jaOther })
