// Gives the components their own words (labels for screen readers and the like) in the user's language.
import { I18nProvider, type I18nProviderProps } from '@cloudscape-design/components/i18n'
import { type ReactNode, Suspense, use } from 'react'
import { inUsersLanguage, languageTag } from '../../kit/messages.ts'
import { Waiting } from '../waiting.tsx'

type Words = readonly I18nProviderProps.Messages[]

const load = inUsersLanguage<() => Promise<{ readonly default: I18nProviderProps.Messages }>>({
  en: () => import('@cloudscape-design/components/i18n/messages/all.en'),
  de: () => import('@cloudscape-design/components/i18n/messages/all.de'),
  ja: () => import('@cloudscape-design/components/i18n/messages/all.ja'),
})
const language = inUsersLanguage({ en: 'en', de: 'de', ja: 'ja' })
let words: Promise<Words> | undefined

/** Around each page of the administration. */
export function Worded({ children }: { children: ReactNode }) {
  words ??= load().then(module => [module.default])
  return (
    <Suspense fallback={<Waiting />}>
      <Provided words={words}>{children}</Provided>
    </Suspense>
  )
}

function Provided({ words, children }: { words: Promise<Words>; children: ReactNode }) {
  const tag = languageTag.startsWith(language) ? languageTag : language
  return (
    <I18nProvider locale={tag} messages={use(words)}>
      {children}
    </I18nProvider>
  )
}
