// The sentences of the administration's pages.
import { inUsersLanguage } from '../../../kit/messages.ts'
import { administrationDe } from './administration-de.ts'
import { administrationEn } from './administration-en.ts'
import { administrationJa } from './administration-ja.ts'

export type FieldName = keyof typeof administrationEn.fields

export const texts = inUsersLanguage({
  en: administrationEn,
  de: administrationDe,
  ja: administrationJa,
})
