// Operations of the API, asked in the name of a user by a part of ours.
import type { Api } from '../api/api.ts'

export interface AskAsUserWorld {
  readonly api: Api
  instanceArn(): string
}

export interface AskedOfApi {
  readonly userId: string
  readonly method?: string
  readonly rawPath: string
  readonly body: object
}

/** What was answered: what the user may not see, or what was wrong, has another status than 200. */
export async function askAsUser<Answer>(
  { api, instanceArn }: AskAsUserWorld,
  { userId, method = 'POST', rawPath, body }: AskedOfApi,
): Promise<{ readonly status: number; readonly answer: Answer & { readonly Message?: string } }> {
  const request = {
    method,
    rawPath,
    query: '',
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  }
  const response = await api.handle(request, { arn: `${instanceArn()}/agent/${userId}`, userId })
  // The API answers JSON whatever it says.
  const answer = JSON.parse(String(response?.body ?? '{}') || '{}') as Answer & {
    readonly Message?: string
  }
  return { status: response?.status ?? 404, answer }
}
