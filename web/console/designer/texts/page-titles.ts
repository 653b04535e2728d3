// Titles alone: the frame knows them before anything else of the designer is loaded.
import { inUsersLanguage } from '../../../kit/messages.ts'

const en = { flows: 'Flows', modules: 'Flow modules', designer: 'Flow designer' }
const de: typeof en = { flows: 'Flows', modules: 'Flow-Module', designer: 'Flow-Designer' }
const ja: typeof en = {
  flows: 'フロー',
  modules: 'フローモジュール',
  designer: 'フローデザイナー',
}

export const designerPageTitles = inUsersLanguage({ en, de, ja })
