// The sentences of the console's frame. Each area of the console has texts of its own beside it.
import { inUsersLanguage } from '../../kit/messages.ts'

const en = {
  home: 'Overview',
  account: 'Your account',
  navigation: 'Navigation',
  openNavigation: 'Open the navigation',
  closeNavigation: 'Close the navigation',
  notifications: 'Notifications',
  noSuchPage: 'There is no such page',
  notForYou: (page: string) => `${page}: not for you`,
  needs: (permissions: string) =>
    `Your security profiles do not grant what this page needs: ${permissions}. An administrator can change that.`,
  pageFailed: 'This page has failed. The rest of the console goes on.',
  unsaved: 'There are changes that have not been saved. Leave the page all the same?',
  groups: {
    live: 'Right now',
    history: 'History',
    routing: 'Routing',
    channels: 'Channels',
    users: 'Users',
    system: 'System',
  },
}

const de: typeof en = {
  home: 'Übersicht',
  account: 'Ihr Konto',
  navigation: 'Navigation',
  openNavigation: 'Navigation öffnen',
  closeNavigation: 'Navigation schließen',
  notifications: 'Mitteilungen',
  noSuchPage: 'Diese Seite gibt es nicht',
  notForYou: page => `${page}: nicht für Sie`,
  needs: permissions =>
    `Ihre Sicherheitsprofile gewähren nicht, was diese Seite braucht: ${permissions}. Ein Administrator kann das ändern.`,
  pageFailed: 'Diese Seite ist ausgefallen. Der Rest der Konsole läuft weiter.',
  unsaved: 'Es gibt ungespeicherte Änderungen. Die Seite trotzdem verlassen?',
  groups: {
    live: 'Jetzt gerade',
    history: 'Verlauf',
    routing: 'Verteilung',
    channels: 'Kanäle',
    users: 'Benutzer',
    system: 'System',
  },
}

const ja: typeof en = {
  home: '概要',
  account: 'アカウント',
  navigation: 'ナビゲーション',
  openNavigation: 'ナビゲーションを開く',
  closeNavigation: 'ナビゲーションを閉じる',
  notifications: '通知',
  noSuchPage: 'このページはありません',
  notForYou: page => `${page}：閲覧できません`,
  needs: permissions =>
    `このページに必要な権限（${permissions}）がセキュリティプロファイルにありません。管理者に変更を依頼してください。`,
  pageFailed: 'このページで障害が発生しました。ほかのページはご利用いただけます。',
  unsaved: '保存していない変更があります。このページを離れますか？',
  groups: {
    live: 'リアルタイム',
    history: '履歴',
    routing: 'ルーティング',
    channels: 'チャネル',
    users: 'ユーザー',
    system: 'システム',
  },
}

export const consoleTexts = inUsersLanguage({ en, de, ja })
