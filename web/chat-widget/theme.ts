// What the chat looks like: our own look, then what the widget was given, then what the page says by
// `styles`, `customStyles` and its own CSS variables `--parley-chat-…`.
import type { WidgetTheme } from '../../src/api/contract/widget-http.ts'
import { isRecord, text } from '../kit/chat/wire-value.ts'
import type { Snippet } from './snippet.ts'

/** Amazon's names of styles, by part, and our variables. */
const STYLES: readonly (readonly [part: string, name: string, variable: string])[] = [
  ['global', 'frameWidth', 'width'],
  ['global', 'frameHeight', 'height'],
  ['global', 'textColor', 'text'],
  ['global', 'fontSize', 'font-size'],
  ['global', 'typeface', 'font'],
  ['header', 'headerTextColor', 'header-text'],
  ['header', 'headerBackgroundColor', 'header'],
  ['transcript', 'messageFontSize', 'font-size'],
  ['transcript', 'messageTextColor', 'text'],
  ['transcript', 'widgetBackgroundColor', 'surface'],
  ['transcript', 'agentMessageTextColor', 'other-text'],
  ['transcript', 'systemMessageTextColor', 'system-text'],
  ['transcript', 'customerMessageTextColor', 'own-text'],
  ['transcript', 'agentChatBubbleColor', 'other'],
  ['transcript', 'systemChatBubbleColor', 'system'],
  ['transcript', 'customerChatBubbleColor', 'own'],
  ['composer', 'fontSize', 'font-size'],
  ['endChat', 'endChatButtonFill', 'end'],
  ['endChat', 'endChatButtonTextColor', 'end-text'],
]
const THEME: readonly (readonly [keyof WidgetTheme, string])[] = [
  ['primary', 'primary'],
  ['onPrimary', 'on-primary'],
  ['surface', 'surface'],
  ['text', 'text'],
  ['radius', 'radius'],
  ['font', 'font'],
]

/** What the customer's machine is set to. */
export const DARK = matchMedia('(prefers-color-scheme: dark)')

/** Sets our variables on the element; those of the page's own CSS win. */
export function applyTheme(element: HTMLElement, theme: WidgetTheme, snippet: Snippet): void {
  const put = (variable: string, value: unknown) => {
    const css = typeof value === 'number' ? `${value}px` : text(value)
    if (css) element.style.setProperty(`--given-${variable}`, css)
  }
  for (const [name, variable] of THEME) put(variable, theme[name])
  const { openChat } = snippet.styles
  if (isRecord(openChat)) {
    put('primary', openChat.backgroundColor)
    put('on-primary', openChat.color)
  }
  for (const [part, name, variable] of STYLES) {
    const styles = snippet.customStyles[part]
    if (isRecord(styles)) put(variable, styles[name])
  }
  const isDark = theme.mode === 'dark' || (theme.mode !== 'light' && DARK.matches)
  element.dataset.mode = isDark ? 'dark' : 'light'
  element.dataset.position = theme.position ?? 'right'
}
