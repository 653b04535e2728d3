import { botsOf } from '../bot.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'

/** The service shows at most 25 at once. */
const SIZE = 25

export const listBots: Operation<'ListBots'> = (input, context) => {
  const paging = { NextToken: input.NextToken, MaxResults: input.MaxResults ?? SIZE }
  const { items, NextToken } = pageOf(botsOf(context, input.LexVersion), paging, ({ id }) => id)
  const LexBots = items.map(({ document: { AliasArn, BotName: Name, LexRegion } }) =>
    AliasArn === undefined ? { LexBot: { Name, LexRegion } } : { LexV2Bot: { AliasArn } },
  )
  return answer({ LexBots, NextToken })
}
