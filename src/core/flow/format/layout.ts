// Places on the designer's canvas for actions that have none.
import type { Json, JsonObject } from '../../json.ts'
import { elementsOf, membersOf } from '../parameter.ts'

const COLUMN_WIDTH = 240
const ROW_HEIGHT = 220
const ENTRY = { x: 20, y: 20 }

/** The flow with a position for the entry point and for every action. */
export function laidOut(flow: JsonObject): JsonObject {
  const metadata = membersOf(flow.Metadata)
  const known = membersOf(metadata.ActionMetadata)
  const actions = elementsOf(flow.Actions).map(membersOf)
  const homeless = actions.filter(({ Identifier }) => {
    return membersOf(known[String(Identifier)]).position === undefined
  })
  const columns = homeless.length === 0 ? new Map<string, number>() : columnsOf(flow, actions)
  const rows = new Map<number, number>()
  const placed = homeless.map(({ Identifier }): [string, Json] => {
    const identifier = String(Identifier)
    const column = columns.get(identifier) ?? 0
    const row = rows.get(column) ?? 0
    rows.set(column, row + 1)
    const position = { x: ENTRY.x + (column + 1) * COLUMN_WIDTH, y: ENTRY.y + row * ROW_HEIGHT }
    return [identifier, { ...membersOf(known[identifier]), position }]
  })
  return {
    ...flow,
    Metadata: {
      entryPointPosition: ENTRY,
      ...metadata,
      ActionMetadata: { ...known, ...Object.fromEntries(placed) },
    },
  }
}

/** How many steps each action is from the start. */
function columnsOf(flow: JsonObject, actions: readonly JsonObject[]): ReadonlyMap<string, number> {
  const byId = new Map(actions.map(action => [String(action.Identifier), action]))
  const columns = new Map<string, number>()
  let wave = [String(flow.StartAction)]
  for (let column = 0; wave.length > 0; column++) {
    const next: string[] = []
    for (const identifier of wave) {
      const action = byId.get(identifier)
      if (!action || columns.has(identifier)) continue
      columns.set(identifier, column)
      next.push(...targetsOf(membersOf(action.Transitions)))
    }
    wave = next
  }
  return columns
}

function targetsOf({ NextAction, Errors, Conditions }: JsonObject): readonly string[] {
  const branches = [...elementsOf(Conditions), ...elementsOf(Errors)]
  return [NextAction, ...branches.map(each => membersOf(each).NextAction)].map(String)
}
