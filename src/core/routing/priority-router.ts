// The matcher. Contacts of one queue and channel stand in a line; agents of one routing profile
// and channel in a group. All agents of a group may take the same contacts, so the question is
// never which agent, only which group: the one whose longest-idle agent is the oldest of all among
// the groups that have something to take.
//
//   arrival ──► line (per contact priority: by age) ◄── link (priority, delay) ── group (by idle time) ◄── agent
//
// A group is `ready` when it has an idle agent and perhaps a contact, `due` when a contact is there
// but has not waited long enough, else nowhere. What arrives makes its groups `stale`; they are
// looked at when somebody asks. What leaves makes nothing stale: a group that has lost its contact
// is found out when its turn comes. The head of every line is written down in two flat arrays, so
// that choosing among a group's queues touches nothing else.
//
// Contacts that ask something of their agent stand in lines of their own, one for each thing asked in
// a queue, and agents who meet different things are in different groups (see `talents.ts`). Some of
// the lines in which nobody stands any more are kept for the next who asks the same.
import type { Instant } from '../instant.ts'
import { type Aged, AgeHeap } from './age-heap.ts'
import { type Criterion, meets, type Skills } from './criterion.ts'
import { IdTable, type Keyed } from './id-table.ts'
import { LinkNumbers } from './link-numbers.ts'
import type {
  Candidate,
  Match,
  RoutableAgent,
  RoutableContact,
  Router,
  RoutingProfileQueue,
  RoutingReasons,
  RunnerUp,
} from './router.ts'
import { namesPeople, type Person, type Requirement, type Talent, Talents } from './talents.ts'

/** A contact in its line; `tie` is its id. */
interface Waiting extends Aged, Keyed {
  readonly rank: Rank
}

/** The contacts of a line that have one priority. */
interface Rank {
  readonly line: Line
  readonly priority: number
  readonly waiting: AgeHeap<Waiting>
}

/** A queue on a channel: those who take any agent, or those who ask for the same. */
interface Line {
  readonly board: Board
  readonly queueId: string
  /** What those in it ask for, and the line of the queue's other contacts. */
  readonly asks: { readonly requirement: Requirement; readonly base: Line } | undefined
  /** The queue's lines of those who ask for something, by what that is. */
  readonly special: Map<string, Line>
  /** Where its head is written down. */
  readonly index: number
  /** Lowest priority number first. Empty ones stay as long as they are few. */
  readonly ranks: Rank[]
  size: number
  /** The groups that serve it. */
  readonly groups: Set<Group>
}

/** One queue-channel of a routing profile. */
interface Link {
  readonly line: Line
  readonly priority: number
  readonly delayMs: number
}

/** The agents of a routing profile and a talent on a channel. As `Aged` it stands for its longest-idle agent. */
interface Group extends Aged {
  tie: string
  readonly board: Board
  readonly profileId: string
  readonly talent: Talent
  /** The profile's own. */
  served: readonly Link[]
  /** With those of special lines. Lowest priority number first. */
  links: Link[]
  /** The same as numbers, made again when they are asked for after a change. */
  numbers: LinkNumbers | undefined
  readonly idle: AgeHeap<Idle>
  /** Its place among the groups of the board with an idle agent, -1 when it has none. */
  idlePlace: number
  state: 'unready' | 'ready' | 'due'
  stale: boolean
}

/** An agent on a channel; `tie` orders by agent, then channel. Not in a heap: not idle. */
interface Idle extends Aged {
  readonly agentId: string
  readonly person: Person
  since: Instant
  group: Group
}

interface Board {
  readonly channel: string
  readonly lines: Map<string, Line>
  /** By `groupKey`. */
  readonly groups: Map<string, Group>
  readonly agents: Map<string, Idle>
  /** Those with an idle agent, in no order. */
  readonly idleGroups: Group[]
}

/**
 * Lines of those who ask for something are kept empty, so that the next one finds them: this many,
 * and this many for each that is not empty.
 */
const EMPTY_KEPT = 1024
const EMPTY_KEPT_PER_LINE = 4

/** To say who else was in line for a contact, so many groups of agents are looked at. */
const GROUPS_LOOKED_AT = 64

/** A line forgets its empty ranks when it has more ranks than this. */
const RANKS_KEPT = 8

export class PriorityRouter implements Router, RoutingReasons {
  readonly #boards = new Map<string, Board>()
  readonly #contacts = new IdTable<Waiting>()
  readonly #heads = new Heads()
  readonly #stale: Group[] = []
  /** By the idle time of each group's longest-idle agent. Some may have lost their contact. */
  readonly #ready = new AgeHeap<Group>()
  /** By when a contact has waited long enough. May be too early, never too late. */
  readonly #due = new AgeHeap<Group>()

  /** Special lines in which nobody stands, the longest empty first. */
  readonly #empty = new Set<Line>()
  #specialLines = 0
  readonly #groupsOf = new Map<Talent, Group[]>()
  readonly #profiles = new Map<string, readonly RoutingProfileQueue[]>()
  readonly #talents = new Talents({
    changed: person => this.#regroup(person),
    gone: talent => this.#dropGroups(talent),
  })

  setProfile(routingProfileId: string, queues: readonly RoutingProfileQueue[]): void {
    this.#profiles.set(routingProfileId, queues)
    for (const channel of new Set(queues.map(each => each.channel))) {
      this.#group(this.#board(channel), routingProfileId, this.#talents.none)
    }
    this.#relink(routingProfileId)
  }

  removeProfile(routingProfileId: string): void {
    this.#profiles.delete(routingProfileId)
    this.#relink(routingProfileId)
  }

  setSkills(agentId: string, skills: Skills): void {
    this.#talents.setSkills(agentId, skills)
  }

  skillsOf(agentId: string): Skills {
    return this.#talents.person(agentId).skills
  }

  forgetAgent(agentId: string): void {
    for (const { channel } of this.#boards.values()) this.removeIdle(agentId, channel)
    this.#talents.forget(agentId)
  }

  setIdle(agent: RoutableAgent): void {
    const { agentId, routingProfileId, idleSince } = agent
    const board = this.#board(agent.channel)
    let idle = board.agents.get(agentId)
    if (idle === undefined) {
      const person = this.#talents.person(agentId)
      const group = this.#group(board, routingProfileId, person.talent)
      const tie = `${agentId}\0${agent.channel}`
      idle = { tie, position: -1, agentId, person, since: idleSince, group }
      board.agents.set(agentId, idle)
    } else if (idle.position >= 0) this.#leaveIdle(idle)
    const { group, person } = idle
    if (group.profileId !== routingProfileId || group.talent !== person.talent) {
      idle.group = this.#group(board, routingProfileId, person.talent)
    }
    this.#enterIdle(idle, idleSince)
  }

  removeIdle(agentId: string, channel: string): void {
    const board = this.#boards.get(channel)
    const idle = board?.agents.get(agentId)
    if (idle === undefined) return
    board?.agents.delete(agentId)
    if (idle.position >= 0) this.#leaveIdle(idle)
  }

  enqueue(contact: RoutableContact): void {
    const { contactId, enqueuedAt, criterion } = contact
    const base = this.#line(this.#board(contact.channel), contact.queueId)
    const line = criterion === undefined ? base : this.#specialLine(base, criterion)
    const rank = rankOf(line, contact.priority)
    const waiting = { tie: contactId, hash: 0, position: -1, rank }
    rank.waiting.push(waiting, enqueuedAt)
    line.size++
    if (waiting.position === 0) this.#heads.note(line)
    const former = this.#contacts.put(waiting)
    if (former) this.#leaveLine(former)
    this.#touchIdle(line)
  }

  dequeue(contactId: string): boolean {
    const waiting = this.#contacts.take(contactId)
    if (waiting === undefined) return false
    this.#leaveLine(waiting)
    return true
  }

  nextMatch(now: Instant): Match | undefined {
    this.#settle(now)
    for (let group = this.#ready.oldest; group; group = this.#ready.oldest) {
      const contact = bestFor(group, this.#heads, now)
      const agent = group.idle.oldest
      if (contact && agent) {
        this.#contacts.remove(contact)
        this.#leaveLine(contact)
        this.#leaveIdle(agent)
        return { agentId: agent.agentId, contactId: contact.tie }
      }
      this.#placeLater(group, now)
    }
    return undefined
  }

  /** Ask when `nextMatch` has nothing more to give. */
  nextDeadline(now: Instant): Instant | undefined {
    this.#settle(now)
    for (let group = this.#ready.oldest; group; group = this.#ready.oldest) {
      if (bestFor(group, this.#heads, now)) break
      this.#placeLater(group, now)
    }
    for (let group = this.#due.oldest; group; group = this.#due.oldest) {
      const recorded = this.#due.oldestSince
      if (dueAt(group, now) === recorded) return recorded
      this.#placeLater(group, now)
    }
    return undefined
  }

  candidatesFor(contact: RoutableContact, now: Instant, count: number): readonly Candidate[] {
    const base = this.#boards.get(contact.channel)?.lines.get(contact.queueId)
    if (!base) return []
    const { criterion } = contact
    const special = criterion && base.special.get(this.#talents.keyOf(criterion))
    const line = special ?? base
    const waited = (group: Group) =>
      group.links.some(
        each => each.line === line && hasWaited(contact.enqueuedAt, each.delayMs, now),
      )
    const meetsIt = ({ agentId, person }: Idle) =>
      !criterion || meets(criterion, agentId, person.skills)
    return [...idleGroupsOf(line, GROUPS_LOOKED_AT)]
      .filter(waited)
      .flatMap(({ idle }) => idle.first(count))
      .filter(({ item }) => meetsIt(item))
      .sort((a, b) => a.since - b.since || (a.item.tie < b.item.tie ? -1 : 1))
      .slice(0, count)
      .map(({ item, since }) => ({ agentId: item.agentId, idleSince: since }))
  }

  runnerUp(agentId: string, channel: string, now: Instant): RunnerUp | undefined {
    const group = this.#boards.get(channel)?.agents.get(agentId)?.group
    const next = group && bestFor(group, this.#heads, now)
    if (!next) return undefined
    const { rank, tie: contactId } = next
    const { line, priority, waiting } = rank
    const queuePriority = group.links.find(each => each.line === line)?.priority ?? 0
    return {
      contactId,
      queueId: line.queueId,
      queuePriority,
      priority,
      enqueuedAt: waiting.oldestSince,
    }
  }

  /** Makes every stale group that has an agent, and every one whose time has come, ready. */
  #settle(now: Instant): void {
    for (let group = this.#stale.pop(); group; group = this.#stale.pop()) {
      group.stale = false
      this.#placeReady(group)
    }
    while (this.#due.oldestSince <= now) this.#placeReady(this.#due.oldest as Group)
  }

  #placeReady(group: Group): void {
    this.#displace(group)
    const agent = group.idle.oldest
    if (agent === undefined) return
    group.state = 'ready'
    group.tie = agent.tie
    this.#ready.push(group, group.idle.oldestSince)
  }

  /** Puts a group for which there is nothing now where it waits for a delay, if there is one. */
  #placeLater(group: Group, now: Instant): void {
    this.#displace(group)
    const due = dueAt(group, now)
    if (due === Number.POSITIVE_INFINITY) return
    group.state = 'due'
    this.#due.push(group, due)
  }

  #displace(group: Group): void {
    if (group.state === 'ready') this.#ready.remove(group)
    else if (group.state === 'due') this.#due.remove(group)
    group.state = 'unready'
  }

  /** Whoever is idle and serves the line, found from the side where there are fewer to look at. */
  #touchIdle({ board: { idleGroups }, groups }: Line): void {
    if (idleGroups.length < groups.size) {
      for (const group of idleGroups) if (groups.has(group)) this.#touch(group)
    } else {
      for (const group of groups) if (group.idlePlace >= 0) this.#touch(group)
    }
  }

  #touch(group: Group): void {
    if (group.stale) return
    group.stale = true
    this.#stale.push(group)
  }

  #enterIdle(idle: Idle, since: Instant): void {
    const { group } = idle
    idle.since = since
    group.idle.push(idle, since)
    if (group.idlePlace < 0) group.idlePlace = group.board.idleGroups.push(group) - 1
    this.#touch(group)
  }

  #leaveIdle(idle: Idle): void {
    const { group } = idle
    group.idle.remove(idle)
    if (group.idle.size === 0) leaveIdleGroups(group)
    this.#touch(group)
  }

  #leaveLine(waiting: Waiting): void {
    const { line } = waiting.rank
    const wasFirst = waiting.position === 0
    waiting.rank.waiting.remove(waiting)
    line.size--
    if (wasFirst) this.#heads.note(line)
    if (line.size === 0) this.#dropIfUseless(line)
  }

  #board(channel: string): Board {
    let board = this.#boards.get(channel)
    if (board === undefined) {
      board = { channel, lines: new Map(), groups: new Map(), agents: new Map(), idleGroups: [] }
      this.#boards.set(channel, board)
    }
    return board
  }

  #line(board: Board, queueId: string): Line {
    let line = board.lines.get(queueId)
    if (line === undefined) {
      line = this.#newLine(board, queueId, undefined)
      board.lines.set(queueId, line)
    }
    return line
  }

  #newLine(board: Board, queueId: string, asks: Line['asks']): Line {
    const index = this.#heads.take()
    const groups = new Set<Group>()
    return { board, queueId, asks, special: new Map(), index, ranks: [], size: 0, groups }
  }

  /** The line of those of a queue who ask for the same. */
  #specialLine(base: Line, criterion: Criterion): Line {
    const known = base.special.get(this.#talents.keyOf(criterion))
    if (known) {
      this.#empty.delete(known)
      return known
    }
    const requirement = this.#talents.take(criterion)
    const line = this.#newLine(base.board, base.queueId, { requirement, base })
    base.special.set(requirement.key, line)
    this.#specialLines++
    for (const group of base.groups) {
      if (!group.talent.requirements.has(requirement)) continue
      for (const { line: served, priority, delayMs } of group.served) {
        if (served === base) insert(group, { line, priority, delayMs })
      }
      line.groups.add(group)
    }
    return line
  }

  /** A line that nobody stands in, and nobody could, is forgotten. */
  #dropIfUseless(line: Line): void {
    if (line.size > 0) return
    if (line.asks) this.#emptied(line, line.asks)
    else if (line.groups.size === 0 && line.special.size === 0) {
      if (line.board.lines.delete(line.queueId)) this.#heads.give(line.index)
    }
  }

  #emptied(line: Line, { requirement, base }: NonNullable<Line['asks']>): void {
    if (base.special.get(requirement.key) !== line) return
    this.#empty.add(line)
    // Who asks for certain people asks for others the next time.
    if (namesPeople(requirement.criterion)) this.#dropSpecial(line)
    const used = this.#specialLines - this.#empty.size
    while (this.#empty.size > EMPTY_KEPT + EMPTY_KEPT_PER_LINE * used) {
      this.#dropSpecial(this.#empty.values().next().value as Line)
    }
  }

  #dropSpecial(line: Line): void {
    const { asks, groups, index } = line
    this.#empty.delete(line)
    if (!asks?.base.special.delete(asks.requirement.key)) return
    this.#specialLines--
    for (const group of groups) {
      group.links = group.links.filter(link => link.line !== line)
      group.numbers = undefined
    }
    groups.clear()
    this.#heads.give(index)
    this.#talents.give(asks.requirement)
    this.#dropIfUseless(asks.base)
  }

  #group(board: Board, profileId: string, talent: Talent): Group {
    const key = groupKey(profileId, talent)
    let group = board.groups.get(key)
    if (group === undefined) {
      group = newGroup(board, profileId, talent)
      board.groups.set(key, group)
      const ofTalent = this.#groupsOf.get(talent)
      if (ofTalent) ofTalent.push(group)
      else this.#groupsOf.set(talent, [group])
      this.#link(group)
    }
    return group
  }

  /** Finds anew what the agents of a profile may take. */
  #relink(profileId: string): void {
    for (const { groups } of this.#boards.values()) {
      for (const group of groups.values()) {
        if (group.profileId !== profileId) continue
        this.#unlink(group)
        this.#link(group)
        this.#touch(group)
      }
    }
  }

  #link(group: Group): void {
    const { board, profileId, talent } = group
    const served: Link[] = []
    const links: Link[] = []
    for (const { queueId, channel, priority, delayMs } of this.#profiles.get(profileId) ?? []) {
      if (channel !== board.channel) continue
      const base = this.#line(board, queueId)
      served.push({ line: base, priority, delayMs })
      links.push({ line: base, priority, delayMs })
      for (const line of base.special.values()) {
        const isMet = line.asks && talent.requirements.has(line.asks.requirement)
        if (isMet) links.push({ line, priority, delayMs })
      }
    }
    group.served = served
    group.links = links.sort((a, b) => a.priority - b.priority)
    group.numbers = undefined
    for (const { line } of links) line.groups.add(group)
  }

  #unlink(group: Group): void {
    const { links } = group
    group.served = []
    group.links = []
    group.numbers = undefined
    for (const { line } of links) {
      line.groups.delete(group)
      this.#dropIfUseless(line)
    }
  }

  /** Somebody meets other things than before: idle or not, the next contact is chosen by that. */
  #regroup(person: Person): void {
    for (const board of this.#boards.values()) {
      const idle = board.agents.get(person.agentId)
      if (idle === undefined || idle.position < 0) continue
      this.#leaveIdle(idle)
      idle.group = this.#group(board, idle.group.profileId, person.talent)
      this.#enterIdle(idle, idle.since)
    }
  }

  #dropGroups(talent: Talent): void {
    for (const group of this.#groupsOf.get(talent) ?? []) {
      group.board.groups.delete(groupKey(group.profileId, talent))
      this.#displace(group)
      this.#unlink(group)
      leaveIdleGroups(group)
    }
    this.#groupsOf.delete(talent)
  }
}

/** The first contact of every line, as far as choosing needs it: its priority and its age. */
class Heads {
  /** Infinity for an empty line. */
  priority = new Float64Array(64).fill(Number.POSITIVE_INFINITY)
  since = new Float64Array(64)
  readonly #free: number[] = []
  #used = 0

  take(): number {
    const index = this.#free.pop() ?? this.#used++
    if (index === this.priority.length) {
      this.priority = copyOf(this.priority, index * 2, Number.POSITIVE_INFINITY)
      this.since = copyOf(this.since, index * 2, 0)
    }
    return index
  }

  give(index: number): void {
    this.priority[index] = Number.POSITIVE_INFINITY
    this.#free.push(index)
  }

  note(line: Line): void {
    const rank = line.ranks.find(each => each.waiting.size > 0)
    this.priority[line.index] = rank ? rank.priority : Number.POSITIVE_INFINITY
    this.since[line.index] = rank ? rank.waiting.oldestSince : 0
  }
}

function copyOf(array: Float64Array, length: number, rest: number) {
  const larger = new Float64Array(length).fill(rest)
  larger.set(array)
  return larger
}

function newGroup(board: Board, profileId: string, talent: Talent): Group {
  return {
    tie: '',
    position: -1,
    board,
    profileId,
    talent,
    served: [],
    links: [],
    numbers: undefined,
    idle: new AgeHeap<Idle>(),
    idlePlace: -1,
    state: 'unready',
    stale: false,
  }
}

function groupKey(profileId: string, talent: Talent): string {
  return talent.key === '' ? profileId : `${profileId}\0${talent.key}`
}

/** Behind those of the same priority. */
function insert({ links, numbers }: Group, link: Link): void {
  let place = links.length
  while (place > 0 && (links[place - 1] as Link).priority > link.priority) place--
  links.splice(place, 0, link)
  numbers?.insert(place, link.line.index, link.priority, link.delayMs)
}

/** Groups with an idle agent that serve the line, found from the side where there are fewer to look at. */
function* idleGroupsOf({ board: { idleGroups }, groups }: Line, most: number): Iterable<Group> {
  let count = 0
  const fewer = idleGroups.length < groups.size ? idleGroups : groups
  for (const group of fewer) {
    if (group.idlePlace < 0 || !groups.has(group)) continue
    if (++count > most) return
    yield group
  }
}

function leaveIdleGroups(group: Group): void {
  const { board, idlePlace } = group
  if (idlePlace < 0) return
  const last = board.idleGroups.pop()
  if (last !== undefined && last !== group) {
    board.idleGroups[idlePlace] = last
    last.idlePlace = idlePlace
  }
  group.idlePlace = -1
}

function rankOf(line: Line, priority: number): Rank {
  const { ranks } = line
  let place = 0
  for (; place < ranks.length; place++) {
    const rank = ranks[place] as Rank
    if (rank.priority === priority) return rank
    if (rank.priority > priority) break
  }
  const rank = { line, priority, waiting: new AgeHeap<Waiting>() }
  ranks.splice(place, 0, rank)
  if (ranks.length > RANKS_KEPT) {
    ranks.splice(0, ranks.length, ...ranks.filter(each => each === rank || each.waiting.size > 0))
  }
  return rank
}

/** R3. No delay is no wait, even for a contact whose age was adjusted into the future. */
function hasWaited(since: Instant, delayMs: number, now: Instant): boolean {
  return delayMs <= 0 || now - since >= delayMs
}

function numbersOf(group: Group): LinkNumbers {
  if (group.numbers) return group.numbers
  const numbers = new LinkNumbers()
  for (const { line, priority, delayMs } of group.links) {
    numbers.insert(numbers.size, line.index, priority, delayMs)
  }
  group.numbers = numbers
  return numbers
}

function lineOf({ links }: Group, place: number): Line {
  return (links[place] as Link).line
}

/** R1 and R2 for the agents of a group. */
function bestFor(group: Group, heads: Heads, now: Instant): Waiting | undefined {
  const { priority: priorities, since: ages } = heads
  const numbers = numbersOf(group)
  let best: Line | undefined
  let [bestLink, bestPriority, bestSince] = [0, 0, 0]
  for (let each = 0; each < numbers.size; each++) {
    const linkPriority = numbers.priority[each] as number
    if (best !== undefined && linkPriority > bestLink) break
    const index = numbers.line[each] as number
    let priority = priorities[index] as number
    // No better than the best so far, or nobody at all.
    if (priority > bestPriority && (best || priority === Number.POSITIVE_INFINITY)) continue
    let since = ages[index] as number
    const delayMs = numbers.delayMs[each] as number
    if (!hasWaited(since, delayMs, now)) {
      // The first has not waited long enough; one of lower priority may have.
      const rank = firstRank(lineOf(group, each), delayMs, now)
      if (!rank) continue
      priority = rank.priority
      since = rank.waiting.oldestSince
    }
    if (best !== undefined) {
      if (priority > bestPriority || (priority === bestPriority && since > bestSince)) continue
      const isTied = priority === bestPriority && since === bestSince
      const other = isTied ? firstOf(lineOf(group, each), priority) : undefined
      if (other && firstOf(best, priority).tie < other.tie) continue
    }
    best = lineOf(group, each)
    bestLink = linkPriority
    bestPriority = priority
    bestSince = since
  }
  return best && firstOf(best, bestPriority)
}

/** The oldest of a priority that is known to be there. */
function firstOf(line: Line, priority: number): Waiting {
  for (const rank of line.ranks) {
    if (rank.priority === priority && rank.waiting.oldest) return rank.waiting.oldest
  }
  throw new Error(`Bug: nobody of priority ${priority} waits in ${line.queueId}`)
}

/** The highest rank of a line with a contact that has waited long enough. */
function firstRank(line: Line, delayMs: number, now: Instant): Rank | undefined {
  return line.ranks.find(
    ({ waiting }) => waiting.size > 0 && hasWaited(waiting.oldestSince, delayMs, now),
  )
}

/** When a group that can take nothing now can take something; Infinity when nothing waits for it. */
function dueAt(group: Group, now: Instant): Instant {
  if (group.idle.size === 0) return Number.POSITIVE_INFINITY
  let due = Number.POSITIVE_INFINITY
  for (const { line, delayMs } of group.links) {
    if (line.size === 0 || delayMs <= 0) continue
    for (const { waiting } of line.ranks) {
      const at = waiting.oldestSince + delayMs
      if (at > now && at < due) due = at
    }
  }
  return due
}
