// The one script that pages load: finds out which widget it is, takes what the page has said, and puts
// the chat on the page.
import type { WidgetFace } from '../../src/api/contract/widget-http.ts'
import { takeSnippet } from './snippet.ts'
import { Widget } from './widget.ts'

const PATH = '/connectwidget/static/'

const script =
  document.currentScript instanceof HTMLScriptElement
    ? document.currentScript
    : document.querySelector<HTMLScriptElement>(`script[src*="${PATH}"]`)

if (script?.src) void begin(new URL(script.src).origin, script.id)

async function begin(origin: string, id: string): Promise<void> {
  let widget: Widget | undefined
  const snippet = takeSnippet(window as Parameters<typeof takeSnippet>[0], () => widget?.restyle())
  const response = await fetch(`${origin}/connectwidget/api/${encodeURIComponent(id)}`)
  if (!response.ok) {
    const { title = response.statusText } = await response.json().catch(() => ({}))
    console.error(`The chat cannot be shown here: ${title}`)
    return
  }
  const face = (await response.json()) as WidgetFace
  if (!document.body) await new Promise(done => addEventListener('DOMContentLoaded', done))
  widget = new Widget({ origin, face, snippet })
  widget.begin()
}
