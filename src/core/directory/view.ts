// Views: forms, cards and the like that a flow shows in a chat or to an agent. Those that come with
// every instance are here; others are configured.
import type { ViewView } from '../flow/action-kind.ts'
import type { World } from '../world.ts'
import type { ViewContent } from './document.ts'

/** A view that every instance has. */
export interface ManagedView {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly version: number
  readonly content: ViewContent
}

/** How ARNs of managed views end, after the region. */
const MANAGED_ACCOUNT = 'aws'

const text = { type: 'string' }
const actionable = { type: 'array', items: { type: 'object' } }

export const managedViews: readonly ManagedView[] = [
  managed('cards', 'Cards', 'Cards to choose from, each with its details.', ['ActionSelected'], {
    Cards: actionable,
    Heading: text,
    NoMatchFound: { type: 'object' },
  }),
  managed('confirmation', 'Confirmation', 'What was done, and what may be next.', ['Next'], {
    Heading: text,
    SubHeading: text,
    Graphic: { type: 'object' },
    Next: { type: 'object' },
  }),
  managed('detail', 'Detail', 'Facts of one thing, with actions.', ['ActionSelected', 'Back'], {
    Heading: text,
    Description: text,
    Sections: actionable,
    AttributeBar: actionable,
    Actions: { type: 'array', items: text },
    Back: { type: 'object' },
  }),
  managed('form', 'Form', 'Fields to fill in, in one step or several.', ['Back', 'Next', 'Step'], {
    Heading: text,
    SubHeading: text,
    ErrorText: { type: 'object' },
    Sections: actionable,
    Wizard: { type: 'object' },
    AttributeBar: actionable,
    Back: { type: 'object' },
    Next: { type: 'object' },
    Cancel: { type: 'object' },
    Previous: { type: 'object' },
    Edit: { type: 'object' },
  }),
  managed('list', 'List', 'Items, each of which may be a link.', ['ActionSelected', 'Back'], {
    Heading: text,
    SubHeading: text,
    Items: actionable,
    AttributeBar: actionable,
    Back: { type: 'object' },
  }),
]

function managed(
  id: string,
  name: string,
  description: string,
  actions: readonly string[],
  properties: Readonly<Record<string, unknown>>,
): ManagedView {
  return {
    id,
    name,
    description,
    version: 1,
    content: {
      Actions: actions,
      InputSchema: JSON.stringify({ type: 'object', properties, additionalProperties: true }),
      Template: JSON.stringify({ Head: { Title: name }, Body: [{ Type: name, Props: {} }] }),
    },
  }
}

export function managedViewArn(region: string, id: string): string {
  return `arn:aws:connect:${region}:${MANAGED_ACCOUNT}:view/${id}`
}

/** A view as flows name it: its bare name, its id, or an ARN, with its version apart or behind a colon. */
export function findView(
  world: World,
  idOrArn: string,
  version: string | undefined,
): ViewView | undefined {
  const [id = '', behind] = idOrArn.slice(idOrArn.lastIndexOf('/') + 1).split(':')
  const qualifier = behind ?? version ?? '$LATEST'
  const known = managedViews.find(each => each.id === id.toLowerCase())
  if (known) return managedAt(world, known, qualifier)
  const entry = world.directory.get('view', id)
  const view = entry ? { id, document: entry } : world.directory.named('view', id)
  if (!view) return undefined
  const { document } = view
  const at = versionOf(qualifier)
  const latest = document.Content ? '$LATEST' : undefined
  const shown =
    at === undefined ? latest : document.Versions?.find(each => each.Version === at)?.Version
  return shown === undefined
    ? undefined
    : {
        id: view.id,
        arn: `${world.arn('view', view.id)}:${shown}`,
        name: document.Name,
        version: String(shown),
      }
}

function managedAt(world: World, view: ManagedView, qualifier: string): ViewView | undefined {
  const { id, name, version } = view
  const at = versionOf(qualifier)
  if (at !== undefined && at !== version) return undefined
  return {
    id,
    name,
    version: String(version),
    arn: `${managedViewArn(world.region, id)}:${version}`,
  }
}

/** Undefined for the latest, however it is written. */
function versionOf(qualifier: string): number | undefined {
  return /^\d+$/.test(qualifier) ? Number(qualifier) : undefined
}
