import { originOf } from '../approved-origin.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { remove } from '../resource.ts'
import { notFound } from '../service-error.ts'

export const disassociateApprovedOrigin: Operation<'DisassociateApprovedOrigin'> = (
  input,
  { centre },
) => {
  const Origin = originOf(input.Origin)
  if (!centre.directory.get('approved-origin', Origin)) {
    throw notFound(`${Origin} is not approved.`)
  }
  return change(remove('approved-origin', Origin))
}
