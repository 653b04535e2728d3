// What a business puts on its pages to have a chat widget there.

/** `origin`: where Parley is reached; empty on its own pages. */
export function widgetSnippet({
  origin,
  id,
  nonce,
}: {
  readonly origin: string
  readonly id: string
  readonly nonce?: string
}): string {
  return `<script${nonce === undefined ? '' : ` nonce="${nonce}"`}>
(function (w, d, x, id) {
  var s = d.createElement('script')
  s.src = '${origin}/connectwidget/static/amazon-connect-chat-interface-client.js'
  s.async = 1
  s.id = id
  d.head.appendChild(s)
  w[x] = w[x] || function () { (w[x].ac = w[x].ac || []).push(arguments) }
})(window, document, 'amazon_connect', '${id}')
</script>`
}
