// What the pane of a guide says beside what the guide says.
import { inUsersLanguage } from '../messages.ts'

const en = {
  title: 'Guide',
  loading: 'The guide is coming.',
  over: 'The guide is at its end.',
  lost: 'The connection is lost. What you have filled in stays.',
  missing: 'Fill this in.',
  refused: (why: string) => `This was not taken: ${why}`,
}

const de: typeof en = {
  title: 'Leitfaden',
  loading: 'Der Leitfaden kommt.',
  over: 'Der Leitfaden ist zu Ende.',
  lost: 'Die Verbindung ist weg. Was Sie ausgefüllt haben, bleibt.',
  missing: 'Füllen Sie das aus.',
  refused: why => `Das wurde nicht angenommen: ${why}`,
}

const ja: typeof en = {
  title: 'ガイド',
  loading: 'ガイドを読み込んでいます。',
  over: 'ガイドは終わりました。',
  lost: '接続が切れました。入力した内容は残ります。',
  missing: '入力してください。',
  refused: why => `受け付けられませんでした: ${why}`,
}

export const guideTexts = inUsersLanguage({ en, de, ja })
