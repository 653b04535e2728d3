// How a widget's settings are written on the command line.
import { type Command, type Given, textOption, UseError } from '../command.ts'

export const SETTINGS: Command['options'] = {
  flow: { type: 'string' },
  origin: { type: 'string', multiple: true },
  'require-token': { type: 'boolean' },
  'new-secret': { type: 'boolean' },
  settings: { type: 'string' },
}

export const SETTINGS_DETAILS = [
  '--flow           the name, id or ARN of the flow that its chats run',
  '--origin         a site whose pages may have it, like https://www.example.com; once for each',
  '--require-token  chats begin only with a token that your site has signed; the secret is shown once',
  '--new-secret     makes another secret; tokens that are signed with the old one hold no longer',
  '--settings       anything else, as JSON: theme, texts, features, language, startsPerMinute',
]

export function settingsOf(given: Given): Record<string, unknown> {
  const flow = textOption(given, 'flow')
  const { origin } = given.options
  return {
    ...parsed(textOption(given, 'settings') ?? '{}'),
    ...(flow !== undefined && { flow }),
    ...(Array.isArray(origin) && { origins: origin }),
    ...(given.options['require-token'] === true && { requiresToken: true }),
    ...(given.options['new-secret'] === true && { newSecret: true }),
  }
}

function parsed(json: string): object {
  try {
    const value: unknown = JSON.parse(json)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Told below.
  }
  throw new UseError('--settings must be a JSON object.')
}
