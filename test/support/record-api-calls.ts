// Which operations tests have called, for `npm run coverage:api`: one line for each call, in a folder of
// its own. Without the folder nothing is written.
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { ApiRequest, ApiResponse } from '../../src/api/api-request.ts'
import { connectJson } from '../../src/api/contract/connect.ts'
import type { ServiceModel } from '../../src/api/contract/service-model.ts'
import { Router } from '../../src/api/router.ts'

const folder = process.env.PARLEY_API_CALLS
let router: Router | undefined

export function recordApiCall(request: ApiRequest, { status }: ApiResponse): void {
  if (folder === undefined) return
  router ??= routerOfConnect()
  const operation = operationOf(router, request)
  if (operation === undefined) return
  const test = expect.getState().testPath ?? ''
  appendFileSync(
    join(folder, `${process.pid}.ndjson`),
    `${JSON.stringify({ operation, status, test })}\n`,
  )
}

/** A path that cannot be decoded is none of an operation. */
function operationOf(router: Router, { method, rawPath }: ApiRequest): string | undefined {
  try {
    return router.find(method, rawPath)?.operation
  } catch {
    return undefined
  }
}

function routerOfConnect(): Router {
  const model: ServiceModel = JSON.parse(connectJson)
  const made = new Router()
  for (const [name, { method, path }] of Object.entries(model.operations))
    made.add(name, method, path)
  return made
}
