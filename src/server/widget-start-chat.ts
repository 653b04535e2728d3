// A chat that a widget starts is one of the API's StartChatContact, with all its checks.
import type { Api } from '../api/api.ts'
import type { ApiResponse } from '../api/api-request.ts'
import { assert } from '../core/assert.ts'

export function startWidgetChat(api: Api, instanceArn: () => string) {
  return (widgetId: string, body: object): Promise<ApiResponse> => {
    const request = {
      method: 'PUT',
      rawPath: '/contact/chat',
      query: '',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(body)),
    }
    const caller = {
      arn: `${instanceArn()}/chat-widget/${widgetId}`,
      mayCall: ['StartChatContact'],
    }
    const answer = api.handle(request, caller)
    assert(answer, 'StartChatContact has another path')
    return answer
  }
}
