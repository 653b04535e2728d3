import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { invalidRequest } from '../service-error.ts'

/** All of a contact's attributes together, in UTF-8. */
const ATTRIBUTE_BYTES_MAX = 32_768

export const updateContactAttributes: Operation<'UpdateContactAttributes'> = (input, context) => {
  const contactId = bareId(input.InitialContactId)
  const attributes = { ...context.centre.contact(contactId)?.attributes, ...input.Attributes }
  const bytes = new TextEncoder().encode(Object.entries(attributes).flat().join('')).length
  if (bytes > ATTRIBUTE_BYTES_MAX) {
    throw invalidRequest(`The attributes of a contact have at most ${ATTRIBUTE_BYTES_MAX} bytes.`)
  }
  return change({
    type: 'contact.updateAttributes',
    contactId,
    attributes: input.Attributes,
  })
}
