// Bots as the operations about them take them: of Lex's first version by name and region, of the
// second by the ARN of an alias.
import type { LexBotDocument } from '../core/directory/document.ts'
import type { Change } from './operation.ts'
import type { OperationContext } from './operation-context.ts'
import { invalidRequest, notFound } from './service-error.ts'

interface Bots {
  readonly LexBot?:
    | { readonly Name?: string | undefined; readonly LexRegion?: string | undefined }
    | undefined
  readonly LexV2Bot?: { readonly AliasArn?: string | undefined } | undefined
}

/** Flows may talk to it from now on. */
export function associateBot(asked: Bots): Change {
  const document = documentOf(asked)
  return { type: 'config.put', kind: 'lex-bot', id: idOf(document), document }
}

/** Flows may no longer talk to it. */
export function disassociateBot({ centre }: OperationContext, asked: Bots): Change {
  const id = idOf(documentOf(asked))
  if (!centre.directory.get('lex-bot', id)) {
    throw notFound('The bot is not associated with this instance.')
  }
  return { type: 'config.delete', kind: 'lex-bot', id }
}

/** Those of a version, in the order of their ids. */
export function botsOf({ centre }: OperationContext, version: 'V1' | 'V2') {
  return [...centre.directory.list('lex-bot')]
    .filter(({ document }) => (document.AliasArn === undefined) === (version === 'V1'))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

function documentOf({ LexBot, LexV2Bot }: Bots): LexBotDocument {
  if ((LexBot === undefined) === (LexV2Bot === undefined)) {
    throw invalidRequest('Give LexBot or LexV2Bot, and not both.')
  }
  if (LexV2Bot) {
    if (!LexV2Bot.AliasArn) throw invalidRequest('LexV2Bot needs an AliasArn.')
    return { AliasArn: LexV2Bot.AliasArn }
  }
  if (!LexBot?.Name || !LexBot.LexRegion) throw invalidRequest('LexBot needs Name and LexRegion.')
  return { BotName: LexBot.Name, LexRegion: LexBot.LexRegion }
}

function idOf({ AliasArn, BotName, LexRegion }: LexBotDocument): string {
  return AliasArn ?? `${LexRegion} ${BotName}`
}
