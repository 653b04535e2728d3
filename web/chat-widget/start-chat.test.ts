import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { takeSnippet } from './snippet.ts'
import { startChat } from './start-chat.ts'

const CHAT = { ContactId: 'c', ParticipantId: 'p', ParticipantToken: 't' }
const READ = { contactId: 'c', participantId: 'p', participantToken: 't' }
const PLACE = { origin: 'https://chat.example', widgetId: 'w' }

const fetched = vi.fn<typeof fetch>()

beforeEach(() => {
  fetched.mockReset()
  vi.stubGlobal('fetch', fetched)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

test('the centre is asked for a chat with what the page has said, and its token', async () => {
  answers(200, { data: { startChatResult: CHAT, featurePermissions: { ATTACHMENTS: false } } })
  const started = await begin(
    ['customerDisplayName', 'Cleo'],
    ['contactAttributes', { order: '42' }],
    ['chatDurationInMinutes', 120],
    ['authenticate', (tell: (token: string) => void) => tell('jwt')],
  )
  expect(started).toEqual({ chat: READ, attachments: false })
  const [url, init] = fetched.mock.calls[0] ?? []
  expect(url).toBe('https://chat.example/connectwidget/api/w/start')
  expect(init?.headers).toMatchObject({ 'x-amz-security-token': 'jwt' })
  expect(JSON.parse(String(init?.body))).toMatchObject({
    ParticipantDetails: { DisplayName: 'Cleo' },
    Attributes: { order: '42' },
    ChatDurationInMinutes: 120,
  })
})

test.each([[CHAT], [{ startChatResult: CHAT }], [{ data: { startChatResult: CHAT } }], [READ]])(
  'a page that starts chats itself may wrap what it was answered: %j',
  async answer => {
    expect(await begin(['customStartChat', async () => answer])).toEqual({ chat: READ })
    expect(fetched).not.toHaveBeenCalled()
  },
)

test('what the centre or the page refuses is told', async () => {
  answers(403, { Message: 'The token has expired.' })
  await expect(begin()).rejects.toThrow('The token has expired.')
  await expect(begin(['customStartChat', async () => ({})])).rejects.toThrow()
  const shy = () => {
    throw new Error('no token today')
  }
  await expect(begin(['authenticate', shy])).rejects.toThrow('no token today')
})

function answers(status: number, body: object): void {
  fetched.mockResolvedValueOnce(new Response(JSON.stringify(body), { status }))
}

function begin(...calls: readonly (readonly [string, unknown])[]) {
  const page: Parameters<typeof takeSnippet>[0] = {}
  const snippet = takeSnippet(page, () => undefined)
  for (const call of calls) page.amazon_connect?.(...call)
  return startChat(PLACE, snippet)
}
