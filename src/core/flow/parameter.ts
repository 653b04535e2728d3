// Parameters as exports write them: numbers and booleans are text, words are in any case.
import type { Json, JsonObject } from '../json.ts'

/** A whole number between the bounds, from a number or its text; else undefined. */
export function wholeNumber(value: Json | undefined, min: number, max: number): number | undefined {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || !/^\s*[-+]?\d{1,15}\s*$/.test(text)) return undefined
  const number = Number(text)
  return number >= min && number <= max ? number : undefined
}

/** `"True"`, `"true"`, `"TRUE"` or true. */
export function isTrue(value: Json | undefined): boolean {
  return isWord(value, 'true')
}

/** Is the value this word, in any case? */
export function isWord(value: Json | undefined, word: string): boolean {
  return String(value ?? '').toLowerCase() === word.toLowerCase()
}

/** The members of an object; none when it is no object. */
export function membersOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : {}
}

/** The elements of a list; none when it is no list. */
export function elementsOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : []
}
