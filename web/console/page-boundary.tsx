// A fault in one page is told there, and leaves the rest of the console working.
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import { Component, type ReactNode } from 'react'
import { messages } from '../kit/messages.ts'
import { consoleTexts as texts } from './texts/console-texts.ts'

export class PageBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state: { readonly failed: boolean } = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <Alert
        type="error"
        header={texts.pageFailed}
        action={<Button onClick={() => location.reload()}>{messages.tryAgain}</Button>}
      />
    )
  }
}
