// A page of a business, on a web server of its own, with the chat widget's snippet in it.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { widgetSnippet } from '../../src/api/contract/widget-snippet.ts'

export interface ShopPage {
  readonly origin: string
  /** What the page says by `amazon_connect`, as JavaScript, before the widget's script is there. */
  calls: string
  widgetId: string
  /** Attributes of its `html`. */
  html: string
  stop(): void
}

export async function startShopPage(centreUrl: string): Promise<ShopPage> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(document(centreUrl, page))
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const page: ShopPage = {
    origin: `http://127.0.0.1:${port}`,
    calls: '',
    widgetId: '',
    html: 'lang="en"',
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
  return page
}

function document(centreUrl: string, { calls, widgetId, html }: ShopPage): string {
  return `<!doctype html>
<html ${html}>
<head><meta charset="utf-8"><title>Shop</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>html { color-scheme: light dark }</style>
${widgetSnippet({ origin: centreUrl, id: widgetId })}
<script>
window.told = []
${calls}
</script></head>
<body><main><h1>Shop</h1><p>Everything you need.</p><a href="/next">Next page</a></main></body>
</html>`
}
