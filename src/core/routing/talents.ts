// Which agents meet what waiting contacts ask for. Each thing asked for is a requirement, and agents
// who meet the same requirements have the same talent: to the matcher they are alike. While nobody
// asks for anything all agents have one talent, whatever they can do.
import { type Criterion, meets, type Skills } from './criterion.ts'

/** Something that contacts ask for. */
export interface Requirement {
  readonly id: number
  readonly key: string
  readonly criterion: Criterion
  /** Who meets it. */
  readonly people: Set<Person>
  /** Lines of contacts that ask for it. */
  lines: number
}

export interface Talent {
  /** The ids of its requirements, in order. */
  readonly key: string
  readonly requirements: ReadonlySet<Requirement>
  /** How many have it. */
  people: number
}

export interface Person {
  readonly agentId: string
  skills: Skills
  talent: Talent
}

export interface TalentListener {
  /** A person's talent is another one now. */
  changed(person: Person): void
  /** Nobody has the talent any more. */
  gone(talent: Talent): void
}

const NO_SKILLS: Skills = new Map()

export class Talents {
  /** Of everybody who meets no requirement. */
  readonly none: Talent = { key: '', requirements: new Set(), people: 0 }
  readonly #listener: TalentListener
  readonly #people = new Map<string, Person>()
  readonly #bySkill = new Map<string, Set<Person>>()
  readonly #requirements = new Map<string, Requirement>()
  readonly #talents = new Map<string, Talent>()
  /** Criteria are the same objects again and again. */
  readonly #keys = new WeakMap<Criterion, string>()
  #ids = 0

  constructor(listener: TalentListener) {
    this.#listener = listener
  }

  person(agentId: string): Person {
    let person = this.#people.get(agentId)
    if (person === undefined) {
      person = { agentId, skills: NO_SKILLS, talent: this.none }
      this.none.people++
      this.#people.set(agentId, person)
      this.#judge(person)
    }
    return person
  }

  setSkills(agentId: string, skills: Skills): void {
    const person = this.person(agentId)
    this.#list(person, NO_SKILLS)
    person.skills = skills
    this.#list(person, skills)
    this.#judge(person)
  }

  forget(agentId: string): void {
    const person = this.#people.get(agentId)
    if (!person) return
    this.#people.delete(agentId)
    this.#list(person, NO_SKILLS)
    for (const requirement of person.talent.requirements) requirement.people.delete(person)
    this.#leave(person.talent)
  }

  /** The requirement for a line of contacts, which gives it back when it is empty. */
  take(criterion: Criterion): Requirement {
    const key = this.keyOf(criterion)
    let requirement = this.#requirements.get(key)
    if (requirement === undefined) {
      requirement = { id: ++this.#ids, key, criterion, people: new Set(), lines: 0 }
      this.#requirements.set(key, requirement)
      for (const person of this.#candidates(criterion)) {
        if (meets(criterion, person.agentId, person.skills)) this.#add(person, requirement)
      }
    }
    requirement.lines++
    return requirement
  }

  give(requirement: Requirement): void {
    requirement.lines--
    if (requirement.lines === 0) this.#retire(requirement)
  }

  /** The same for criteria that say the same. */
  keyOf(criterion: Criterion): string {
    let key = this.#keys.get(criterion)
    if (key === undefined) {
      key = JSON.stringify(criterion)
      this.#keys.set(criterion, key)
    }
    return key
  }

  #retire(requirement: Requirement): void {
    this.#requirements.delete(requirement.key)
    for (const person of [...requirement.people]) {
      const rest = [...person.talent.requirements].filter(each => each !== requirement)
      this.#change(person, rest)
    }
  }

  /** Finds anew what a person meets. */
  #judge(person: Person): void {
    const { agentId, skills } = person
    const met = [...this.#requirements.values()].filter(each =>
      meets(each.criterion, agentId, skills),
    )
    for (const requirement of person.talent.requirements) requirement.people.delete(person)
    for (const requirement of met) requirement.people.add(person)
    this.#change(person, met)
  }

  #add(person: Person, requirement: Requirement): void {
    requirement.people.add(person)
    this.#change(person, [...person.talent.requirements, requirement])
  }

  #change(person: Person, requirements: readonly Requirement[]): void {
    const former = person.talent
    const talent = this.#talent(requirements)
    if (talent === former) return
    talent.people++
    person.talent = talent
    this.#listener.changed(person)
    this.#leave(former)
  }

  #talent(requirements: readonly Requirement[]): Talent {
    if (requirements.length === 0) return this.none
    const sorted = requirements.toSorted((a, b) => a.id - b.id)
    const key = sorted.map(each => each.id).join(' ')
    let talent = this.#talents.get(key)
    if (talent === undefined) {
      talent = { key, requirements: new Set(sorted), people: 0 }
      this.#talents.set(key, talent)
    }
    return talent
  }

  #leave(talent: Talent): void {
    talent.people--
    if (talent.people > 0 || talent === this.none) return
    this.#talents.delete(talent.key)
    this.#listener.gone(talent)
  }

  /** Writes a person down under the skills given, in place of those before. */
  #list(person: Person, skills: Skills): void {
    for (const skill of person.skills.keys()) this.#bySkill.get(skill)?.delete(person)
    for (const skill of skills.keys()) {
      const people = this.#bySkill.get(skill)
      if (people) people.add(person)
      else this.#bySkill.set(skill, new Set([person]))
    }
  }

  /** Everybody who might meet it, found without a look at the others. */
  #candidates(criterion: Criterion): Iterable<Person> {
    if ('agents' in criterion) {
      return criterion.agents.flatMap(agentId => this.#people.get(agentId) ?? [])
    }
    if ('skill' in criterion) return [...(this.#bySkill.get(criterion.skill) ?? [])]
    if ('any' in criterion) {
      return new Set(criterion.any.flatMap(each => [...this.#candidates(each)]))
    }
    if ('all' in criterion) {
      const positive = criterion.all.find(each => !('not' in each))
      if (positive) return this.#candidates(positive)
    }
    return [...this.#people.values()]
  }
}

/** Does it ask for certain people, alone or beside other things? */
export function namesPeople(criterion: Criterion): boolean {
  if ('agents' in criterion) return true
  if ('skill' in criterion) return false
  if ('not' in criterion) return namesPeople(criterion.not)
  return ('all' in criterion ? criterion.all : criterion.any).some(namesPeople)
}
