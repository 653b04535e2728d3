import { disassociateBot as disassociated } from '../bot.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'

export const disassociateBot: Operation<'DisassociateBot'> = (input, context) =>
  change(disassociated(context, input))
