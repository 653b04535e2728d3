/** Digits, perhaps with a plus before and the usual marks between. */
export function isCallable(number: string): boolean {
  return /^\+?[0-9*#]{2,20}$/.test(number.replaceAll(/[\s().-]/g, ''))
}
