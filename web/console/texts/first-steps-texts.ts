// What the first steps say to somebody who has never seen a contact centre.
import { inUsersLanguage } from '../../kit/messages.ts'

const en = {
  title: 'First steps to your first call',
  hide: 'Hide',
  progress: (done: number, all: number) => `${done} of ${all} done`,
  finished:
    'You have answered your first call. Everything from here on is the same, only more of it.',
  done: 'Done',
  open: 'To do',
  number: {
    title: 'A number that answers',
    text: (number: string) =>
      `Customers call a number; a flow decides what they hear and where they wait. ${number} has one already.`,
    missing: 'No number has a flow yet: choose one for a number of yours.',
    link: 'Phone numbers',
  },
  people: {
    title: 'Somebody who can take calls',
    text: 'An agent is a user with a routing profile, which names the queues they serve. You, and the users agent1 and agent2, can take calls.',
    link: 'Users',
  },
  available: {
    title: 'An agent who is available',
    text: 'Open the workspace in a new window, let it use the microphone, and set the status at the top to Available. Contacts come only to who is available.',
    link: 'Open the workspace',
  },
  answered: {
    title: 'Call, and answer',
    text: (number: string) =>
      `Open the phone: it is a customer’s phone in the browser. Call ${number}, press 1 when you are asked, and answer in the workspace.`,
    link: 'Open the phone',
  },
}

const de: typeof en = {
  title: 'Erste Schritte zum ersten Anruf',
  hide: 'Ausblenden',
  progress: (done, all) => `${done} von ${all} erledigt`,
  finished: 'Sie haben Ihren ersten Anruf angenommen. Alles Weitere ist dasselbe, nur mehr davon.',
  done: 'Erledigt',
  open: 'Zu tun',
  number: {
    title: 'Eine Nummer, die antwortet',
    text: number =>
      `Kunden rufen eine Nummer an; ein Ablauf entscheidet, was sie hören und wo sie warten. ${number} hat schon einen.`,
    missing: 'Noch hat keine Nummer einen Ablauf: Wählen Sie einen für eine Ihrer Nummern.',
    link: 'Telefonnummern',
  },
  people: {
    title: 'Jemand, der Anrufe annimmt',
    text: 'Ein Agent ist ein Benutzer mit einem Verteilungsprofil; das nennt seine Warteschlangen. Sie und die Benutzer agent1 und agent2 können Anrufe annehmen.',
    link: 'Benutzer',
  },
  available: {
    title: 'Ein Agent, der verfügbar ist',
    text: 'Öffnen Sie den Arbeitsplatz in einem neuen Fenster, erlauben Sie das Mikrofon, und stellen Sie den Status oben auf Available. Kontakte bekommt nur, wer verfügbar ist.',
    link: 'Den Arbeitsplatz öffnen',
  },
  answered: {
    title: 'Anrufen und annehmen',
    text: number =>
      `Öffnen Sie das Telefon: Es ist das eines Kunden, im Browser. Rufen Sie ${number} an, drücken Sie die 1, wenn Sie gefragt werden, und nehmen Sie im Arbeitsplatz an.`,
    link: 'Das Telefon öffnen',
  },
}

const ja: typeof en = {
  title: '最初の通話までの手順',
  hide: '隠す',
  progress: (done, all) => `${all} 件中 ${done} 件完了`,
  finished: '最初の通話に応答しました。ここから先は、同じことの繰り返しです。',
  done: '完了',
  open: '未完了',
  number: {
    title: '応答する番号',
    text: number =>
      `顧客は番号に電話をかけ、何を聞きどこで待つかはフローが決めます。${number} には設定済みです。`,
    missing: 'フローが設定された番号がありません。番号にフローを選んでください。',
    link: '電話番号',
  },
  people: {
    title: '電話を受ける人',
    text: 'エージェントとは、担当キューを定めたルーティングプロファイルを持つユーザーです。あなたと agent1、agent2 は電話を受けられます。',
    link: 'ユーザー',
  },
  available: {
    title: '受付可能なエージェント',
    text: '新しいウィンドウでワークスペースを開き、マイクを許可し、上部のステータスを Available にします。コンタクトは受付可能な人にだけ届きます。',
    link: 'ワークスペースを開く',
  },
  answered: {
    title: '電話をかけて応答する',
    text: number =>
      `電話を開きます。ブラウザー上の顧客の電話です。${number} にかけ、案内されたら 1 を押し、ワークスペースで応答してください。`,
    link: '電話を開く',
  },
}

export const firstStepsTexts = inUsersLanguage({ en, de, ja })
