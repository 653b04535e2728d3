// Keys by which it is known that what customers type is encrypted for the business itself.
import { answer, change, changed, type Operation } from '../operation.ts'
import { create, find, listed, remove } from '../resource.ts'
import { duplicate, invalidParameter } from '../service-error.ts'

const PEM = /^-----BEGIN (CERTIFICATE|PUBLIC KEY)-----\s[\w+/=\s]+-----END \1-----\s*$/

export const associateSecurityKey: Operation<'AssociateSecurityKey'> = ({ Key }, context) => {
  if (!PEM.test(Key)) throw invalidParameter('Member Key is a public key or a certificate in PEM.')
  const keys = [...context.centre.directory.list('security-key')]
  if (keys.some(({ document }) => document.Key === Key))
    throw duplicate('There is that key already.')
  const { id, input: put } = create(context, 'security-key', { Key })
  return changed({ AssociationId: id }, put)
}

export const disassociateSecurityKey: Operation<'DisassociateSecurityKey'> = (
  { AssociationId },
  context,
) => change(remove('security-key', find(context, 'security-key', AssociationId).id))

export const listSecurityKeys: Operation<'ListSecurityKeys'> = (input, context) => {
  const { items, NextToken } = listed(context, 'security-key', input, ({ id, document }) => ({
    AssociationId: id,
    Key: document.Key,
    CreationTime: document.CreatedTime,
  }))
  return answer({ SecurityKeys: items, NextToken })
}
