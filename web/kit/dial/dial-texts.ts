// What the dial pad says.
import { inUsersLanguage } from '../messages.ts'

const en = {
  region: 'Dial pad',
  country: 'Country',
  find: 'Find a country',
  number: 'Number',
  call: 'Call',
  back: 'Back',
  erase: 'Delete the last digit',
  impossible: 'This is not a number of the country yet.',
  willCall: (number: string) => `Calls ${number}`,
}

const de: typeof en = {
  region: 'Wähltasten',
  country: 'Land',
  find: 'Land suchen',
  number: 'Nummer',
  call: 'Anrufen',
  back: 'Zurück',
  erase: 'Letzte Ziffer löschen',
  impossible: 'Das ist noch keine Nummer dieses Landes.',
  willCall: number => `Ruft ${number} an`,
}

const ja: typeof en = {
  region: 'ダイヤルパッド',
  country: '国',
  find: '国を探す',
  number: '番号',
  call: '発信',
  back: '戻る',
  erase: '最後の数字を消す',
  impossible: 'まだこの国の番号になっていません。',
  willCall: number => `${number} に発信します`,
}

export const dialTexts = inUsersLanguage({ en, de, ja })
