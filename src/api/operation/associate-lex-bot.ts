import { associateBot } from '../bot.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'

export const associateLexBot: Operation<'AssociateLexBot'> = ({ LexBot }) =>
  change(associateBot({ LexBot }))
