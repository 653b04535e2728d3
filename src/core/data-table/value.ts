// Values of data tables: text that says something of its attribute's type, within the limits the
// attribute sets.
import type { DataTableAttribute, DataTableValidation } from '../directory/document.ts'
import type { Json } from '../json.ts'

const TEXT_LENGTH_MAX = 1000
const LIST_LENGTH_MAX = 100
const NUMBER = /^-?(?:\d{1,18}(?:\.\d{1,18})?|\.\d{1,18})(?:[eE][-+]?\d{1,2})?$/

/** Why the attribute cannot have the value; undefined when it can. */
export function valueProblem(attribute: DataTableAttribute, text: string): string | undefined {
  const { ValueType, Validation = {}, Name } = attribute
  switch (ValueType) {
    case 'TEXT':
      return textProblem(Name, text, Validation)
    case 'NUMBER':
      return numberProblem(Name, text, Validation)
    case 'BOOLEAN':
      return text === 'true' || text === 'false' ? undefined : `${Name} is true or false.`
    case 'TEXT_LIST':
      return listProblem(Name, text, Validation, each =>
        typeof each === 'string' ? textProblem(Name, each, Validation) : `${Name} lists texts.`,
      )
    case 'NUMBER_LIST':
      return listProblem(Name, text, Validation, each =>
        typeof each === 'number' || typeof each === 'string'
          ? numberProblem(Name, String(each), Validation)
          : `${Name} lists numbers.`,
      )
    default:
      return `${Name} has a type that is not known.`
  }
}

function textProblem(
  name: string,
  text: string,
  { MinLength = 0, MaxLength = TEXT_LENGTH_MAX, IgnoreCase, Enum }: DataTableValidation,
): string | undefined {
  const length = [...text].length
  if (length < MinLength || length > MaxLength) {
    return `${name} has ${MinLength} to ${MaxLength} characters.`
  }
  return enumProblem(name, Enum, each => sameText(each, text, IgnoreCase))
}

function numberProblem(
  name: string,
  text: string,
  limits: DataTableValidation,
): string | undefined {
  if (!NUMBER.test(text)) return `${name} is a number.`
  const number = Number(text)
  const { Minimum, Maximum, ExclusiveMinimum, ExclusiveMaximum, MultipleOf } = limits
  if (Minimum !== undefined && number < Minimum) return `${name} is at least ${Minimum}.`
  if (Maximum !== undefined && number > Maximum) return `${name} is at most ${Maximum}.`
  if (ExclusiveMinimum !== undefined && number <= ExclusiveMinimum) {
    return `${name} is more than ${ExclusiveMinimum}.`
  }
  if (ExclusiveMaximum !== undefined && number >= ExclusiveMaximum) {
    return `${name} is less than ${ExclusiveMaximum}.`
  }
  if (MultipleOf && !isMultiple(number, MultipleOf)) {
    return `${name} is a multiple of ${MultipleOf}.`
  }
  return enumProblem(name, limits.Enum, each => Number(each) === number)
}

/** 0.3 is a multiple of 0.1, whatever binary fractions make of it. */
function isMultiple(number: number, of: number): boolean {
  const times = number / of
  return Math.abs(times - Math.round(times)) < 1e-9
}

function listProblem(
  name: string,
  text: string,
  { MinValues = 0, MaxValues = LIST_LENGTH_MAX }: DataTableValidation,
  problemOf: (each: Json) => string | undefined,
): string | undefined {
  const list = listIn(text)
  if (!list) return `${name} is a JSON list.`
  if (list.length < MinValues || list.length > MaxValues) {
    return `${name} lists ${MinValues} to ${MaxValues} values.`
  }
  for (const each of list) {
    const problem = problemOf(each)
    if (problem !== undefined) return problem
  }
  return undefined
}

function enumProblem(
  name: string,
  given: DataTableValidation['Enum'],
  isIt: (each: string) => boolean,
): string | undefined {
  // One that is not strict only proposes values.
  if (!given?.Strict || given.Values?.some(isIt)) return undefined
  return `${name} is one of ${given.Values?.join(', ') ?? 'none'}.`
}

function sameText(one: string, other: string, ignoreCase: boolean | undefined): boolean {
  return ignoreCase ? one.toLowerCase() === other.toLowerCase() : one === other
}

function listIn(text: string): readonly Json[] | undefined {
  try {
    const json = JSON.parse(text) as Json
    return Array.isArray(json) ? (json as readonly Json[]) : undefined
  } catch {
    return undefined
  }
}

/** The same for values that mean the same, to tell rows apart. */
export function valueKey({ ValueType, Validation }: DataTableAttribute, text: string): string {
  if (ValueType === 'NUMBER') return String(Number(text))
  return Validation?.IgnoreCase ? text.toLowerCase() : text
}

/** What the rows that are there already have in a new primary attribute. */
export function emptyValue(type: DataTableAttribute['ValueType']): string {
  if (type === 'NUMBER') return '0'
  if (type === 'BOOLEAN') return 'false'
  return type === 'TEXT' ? '' : '[]'
}

/** As flows read it: a list can be gone into, the rest is text. */
export function readValue({ ValueType }: DataTableAttribute, text: string): Json {
  const isList = ValueType === 'TEXT_LIST' || ValueType === 'NUMBER_LIST'
  return isList ? (listIn(text) ?? []) : text
}
