import { botsOf } from '../bot.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'

/** The service shows at most 25 at once. */
const SIZE = 25

export const listLexBots: Operation<'ListLexBots'> = (input, context) => {
  const paging = { NextToken: input.NextToken, MaxResults: input.MaxResults ?? SIZE }
  const { items, NextToken } = pageOf(botsOf(context, 'V1'), paging, ({ id }) => id)
  const LexBots = items.map(({ document }) => ({
    Name: document.BotName,
    LexRegion: document.LexRegion,
  }))
  return answer({ LexBots, NextToken })
}
