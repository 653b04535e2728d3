import { associateBot as associated } from '../bot.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'

export const associateBot: Operation<'AssociateBot'> = input => change(associated(input))
