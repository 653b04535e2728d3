// `/chat`: a page with the chat widget on it, put there by the same lines that any business would use.
// `/chat?widget=ID` shows another than the first.

import { randomBytes } from 'node:crypto'
import { widgetSnippet } from '../api/contract/widget-snippet.ts'
import type { CentreView } from '../core/centre-view.ts'
import type { Route } from './http-server.ts'

export function chatPage({ centre }: { readonly centre: CentreView }): Route {
  return ({ method, path, query }, response) => {
    if (method !== 'GET' || !/^\/chat\/?$/.test(path)) return false
    const asked = new URLSearchParams(query).get('widget') ?? undefined
    const id = [...centre.directory.list('chat-widget')]
      .map(each => each.id)
      .find(each => asked === undefined || each === asked)
    const nonce = randomBytes(16).toString('base64')
    const body =
      id === undefined ? NO_WIDGET : `${WELCOME}${widgetSnippet({ origin: '', id, nonce })}`
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; script-src 'nonce-${nonce}' 'self'; style-src 'nonce-${nonce}'; img-src 'self' data: blob:; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'referrer-policy': 'no-referrer',
    })
    response.end(page(body, nonce))
    return true
  }
}

const WELCOME = `<h1>Write to us</h1>
<p>This is a page of a shop as its customers see it. Press the button in the corner to begin a chat.</p>
<p>Sign in as an agent in another window, at <a href="/agent">/agent</a>, to answer it.</p>`

const NO_WIDGET = `<h1>No chat here yet</h1>
<p>This centre has no chat widget. An administrator makes one with <code>npx parley widget create</code>.</p>`

function page(body: string, nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Chat · Parley</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">
body { margin: 0; min-height: 100vh; background: Canvas; color: CanvasText; font: 17px/1.6 system-ui, sans-serif }
main { max-width: 34rem; margin: 0 auto; padding: 18vh 24px 24px }
h1 { font-size: 2.4rem; line-height: 1.15; margin: 0 0 1rem; letter-spacing: -0.02em }
a { color: LinkText }
</style>
</head>
<body><main>${body}</main></body>
</html>`
}
