// What users can do: values of predefined attributes, each at a level from 1 to 5.
import type { Entry } from '../../core/directory/directory.ts'
import type { OperationContext } from '../operation-context.ts'
import { invalidParameter } from '../service-error.ts'
import { findPredefinedAttribute, showPredefinedAttribute } from './predefined-attribute.ts'

/** A value of an attribute; a user has it once. */
interface Named {
  readonly AttributeName: string | undefined
  readonly AttributeValue: string | undefined
}

export interface Proficiency {
  readonly AttributeName: string
  readonly AttributeValue: string
  readonly Level: number
}

export function proficienciesOf({ document }: Entry<'agent'>): readonly Proficiency[] {
  return document.Proficiencies ?? []
}

export function isSame(one: Named, other: Named): boolean {
  return one.AttributeName === other.AttributeName && one.AttributeValue === other.AttributeValue
}

/** Those of a request, each once. */
export function checkedProficiencies<Given extends Named>(given: readonly Given[]): void {
  given.forEach((each, index) => {
    if (given.slice(0, index).some(before => isSame(before, each))) {
      throw invalidParameter(`${each.AttributeName} ${each.AttributeValue} is there twice.`)
    }
  })
}

/** The attribute must be there and, where it says which values it has, have this one. */
export function checkAttribute(
  context: OperationContext,
  { AttributeName, AttributeValue }: Named,
) {
  const attribute = showPredefinedAttribute(findPredefinedAttribute(context, AttributeName ?? ''))
  if (attribute.AttributeConfiguration?.EnableValueValidationOnAssociation === false) return
  if (!attribute.Values?.StringList?.includes(AttributeValue ?? '')) {
    throw invalidParameter(`${AttributeName} has no value ${AttributeValue}.`)
  }
}
