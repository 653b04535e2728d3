// How flows name functions: by ARN, with or without a version or alias, or by the name alone.

const ARN = /^arn:[\w-]+:lambda:[\w-]*:\d*:function:([A-Za-z0-9_-]+)(?::([A-Za-z0-9_$-]+))?$/
const BARE = /^([A-Za-z0-9_-]+)(?::([A-Za-z0-9_$-]+))?$/

/** The function's own name; undefined when the text names none. */
export function functionName(arnOrName: string): string | undefined {
  return (ARN.exec(arnOrName) ?? BARE.exec(arnOrName))?.[1]
}

/** Without version or alias: what is associated is the function. */
export function unqualified(arnOrName: string): string {
  const match = ARN.exec(arnOrName) ?? BARE.exec(arnOrName)
  const qualifier = match?.[2]
  return qualifier === undefined ? arnOrName : arnOrName.slice(0, -qualifier.length - 1)
}
