// What belongs to whoever is signed in.
import { lazy } from 'react'
import type { ConsolePage } from '../console-page.ts'
import { accountTexts } from './texts/account-texts.ts'

export const accountPages: readonly ConsolePage[] = [
  {
    path: '/account',
    title: accountTexts.title,
    Page: lazy(async () => ({ default: (await import('./account-page.tsx')).AccountPage })),
  },
]
