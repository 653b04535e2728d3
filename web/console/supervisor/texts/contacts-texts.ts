// The sentences of contact search and of a contact's page.
import { inUsersLanguage } from '../../../kit/messages.ts'
import { de } from './contacts-de.ts'
import { en } from './contacts-en.ts'
import { ja } from './contacts-ja.ts'

export const contactsTexts = inUsersLanguage({ en, de, ja })
