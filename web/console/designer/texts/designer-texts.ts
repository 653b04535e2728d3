// The sentences of the flow designer in the user's language.
import { inUsersLanguage } from '../../../kit/messages.ts'
import { de } from './designer-de.ts'
import { en } from './designer-en.ts'
import { ja } from './designer-ja.ts'

export const designerTexts = inUsersLanguage({ en, de, ja })
