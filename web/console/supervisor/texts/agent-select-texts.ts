import { inUsersLanguage } from '../../../kit/messages.ts'

const en = {
  agent: 'Agent',
  choose: 'Choose an agent',
  find: 'Find by user name',
  none: 'There is no such agent.',
}

const de: typeof en = {
  agent: 'Agent',
  choose: 'Agenten wählen',
  find: 'Nach Benutzernamen suchen',
  none: 'Diesen Agenten gibt es nicht.',
}

const ja: typeof en = {
  agent: 'エージェント',
  choose: 'エージェントを選択',
  find: 'ユーザー名で検索',
  none: '該当するエージェントはいません。',
}

export const agentSelectTexts = inUsersLanguage({ en, de, ja })
