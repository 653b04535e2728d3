// What the console's administration asks for that the AWS API has no words for.
import type { Speech } from '../io/speech.ts'
import type { Route } from './http-server.ts'
import { type OperationsWorld, operationsRoute } from './operations-route.ts'
import { passwordRoute } from './password-route.ts'
import { referencesRoute } from './references-route.ts'
import { speechRoute } from './speech-route.ts'

/** @param audited writes down who changed something. */
export function administrationRoutes(
  world: OperationsWorld & { readonly speech: Speech },
  audited: (route: Route) => Route,
): readonly Route[] {
  return [
    referencesRoute(world),
    audited(operationsRoute(world)),
    audited(passwordRoute(world)),
    speechRoute(world),
  ]
}
