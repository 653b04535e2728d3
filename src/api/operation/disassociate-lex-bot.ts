import { disassociateBot } from '../bot.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'

export const disassociateLexBot: Operation<'DisassociateLexBot'> = (
  { BotName: Name, LexRegion },
  context,
) => change(disassociateBot(context, { LexBot: { Name, LexRegion } }))
