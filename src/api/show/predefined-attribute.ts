// Predefined attributes as the API shows them, and what may be written into one. They have no ids:
// their names are what routing criteria and proficiencies say.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import type { Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { membersOf } from '../resource.ts'
import { invalidParameter, notFound } from '../service-error.ts'

type PredefinedAttribute = Plain<sdk.PredefinedAttribute>

export function showPredefinedAttribute(
  attribute: Entry<'predefined-attribute'>,
): PredefinedAttribute {
  return membersOf<PredefinedAttribute>(attribute)
}

/** By its name, which is compared letter by letter. */
export function findPredefinedAttribute(
  { centre }: OperationContext,
  name: string,
): Entry<'predefined-attribute'> {
  const document = centre.directory.get('predefined-attribute', name)
  if (!document) throw notFound(`There is no predefined attribute ${name}.`)
  return { id: name, document }
}

/** The values of one that is made or changed: each once. */
export function checkedValues(values: Plain<sdk.PredefinedAttributeValues> | undefined) {
  const list = values?.StringList
  if (list && new Set(list).size < list.length) {
    throw invalidParameter('Member Values.StringList has a value twice.')
  }
  return list && { StringList: list }
}
