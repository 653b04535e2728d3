// Which operations there are, built or not.
import { connectJson } from './contract/connect.ts'
import type { ServiceModel } from './contract/service-model.ts'

let names: ReadonlySet<string> | undefined

export function isOperationName(name: string): boolean {
  // Half a megabyte of JSON, read when it is first asked for.
  names ??= new Set(Object.keys((JSON.parse(connectJson) as ServiceModel).operations))
  return names.has(name)
}
