// Starts a page: styles, appearance, title and the one root element.
import '@cloudscape-design/global-styles/index.css'
import './kit.css'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { languageTag } from './messages.ts'
import { followTheme } from './preferences.ts'

export function mount(title: string, page: ReactNode): void {
  followTheme()
  document.title = title
  document.documentElement.lang = languageTag
  const root = document.querySelector('#root')
  if (!root) throw new Error('the page has no #root')
  createRoot(root).render(<StrictMode>{page}</StrictMode>)
}
