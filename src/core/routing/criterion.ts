// What a contact may ask of the agent it is given to: skills at a level, certain people, or both.

export type Criterion =
  /** One of these people. */
  | { readonly agents: readonly string[] }
  /** A skill at a level from `min` to `max`. */
  | { readonly skill: string; readonly min: number; readonly max: number }
  | { readonly all: readonly Criterion[] }
  | { readonly any: readonly Criterion[] }
  | { readonly not: Criterion }

/** Levels by skill (see `skillName`). */
export type Skills = ReadonlyMap<string, number>

/** A skill is a value of an attribute: French of language. */
export function skillName(attribute: string, value: string): string {
  return `${attribute}\0${value}`
}

export function meets(criterion: Criterion, agentId: string, skills: Skills): boolean {
  if ('agents' in criterion) return criterion.agents.includes(agentId)
  if ('all' in criterion) return criterion.all.every(each => meets(each, agentId, skills))
  if ('any' in criterion) return criterion.any.some(each => meets(each, agentId, skills))
  if ('not' in criterion) return !meets(criterion.not, agentId, skills)
  const level = skills.get(criterion.skill)
  return level !== undefined && level >= criterion.min && level <= criterion.max
}
