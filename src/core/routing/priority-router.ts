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
import type { Instant } from '../instant.ts'
import { type Aged, AgeHeap } from './age-heap.ts'
import { IdTable } from './id-table.ts'
import type {
  Match,
  RoutableAgent,
  RoutableContact,
  Router,
  RoutingProfileQueue,
} from './router.ts'

/** A contact in its line; `tie` is its id. */
interface Waiting extends Aged {
  readonly rank: Rank
}

/** The contacts of a line that have one priority. */
interface Rank {
  readonly line: Line
  readonly priority: number
  readonly waiting: AgeHeap<Waiting>
}

/** A queue on a channel. */
interface Line {
  readonly board: Board
  readonly queueId: string
  /** Where its head is written down. */
  readonly index: number
  /** Lowest priority number first. Empty ones stay as long as they are few. */
  readonly ranks: Rank[]
  size: number
  /** The groups that serve it, each once. */
  readonly groups: Group[]
}

/** One queue-channel of a routing profile. */
interface Link {
  readonly line: Line
  readonly priority: number
  readonly delayMs: number
}

/** The agents of a routing profile on a channel. As `Aged` it stands for its longest-idle agent. */
interface Group extends Aged {
  tie: string
  readonly board: Board
  /** Lowest priority number first. */
  links: readonly Link[]
  readonly idle: AgeHeap<Idle>
  state: 'unready' | 'ready' | 'due'
  stale: boolean
}

/** An agent on a channel; `tie` orders by agent, then channel. Not in a heap: not idle. */
interface Idle extends Aged {
  readonly agentId: string
  group: Group
}

interface Board {
  readonly channel: string
  readonly lines: Map<string, Line>
  readonly groups: Map<string, Group>
  readonly agents: Map<string, Idle>
}

/** A line forgets its empty ranks when it has more ranks than this. */
const RANKS_KEPT = 8

export class PriorityRouter implements Router {
  readonly #boards = new Map<string, Board>()
  readonly #contacts = new IdTable<Waiting>()
  readonly #heads = new Heads()
  readonly #stale: Group[] = []
  /** By the idle time of each group's longest-idle agent. Some may have lost their contact. */
  readonly #ready = new AgeHeap<Group>()
  /** By when a contact has waited long enough. May be too early, never too late. */
  readonly #due = new AgeHeap<Group>()

  setProfile(routingProfileId: string, queues: readonly RoutingProfileQueue[]): void {
    this.removeProfile(routingProfileId)
    for (const channel of new Set(queues.map(each => each.channel))) {
      const board = this.#board(channel)
      const group = groupOf(board, routingProfileId)
      group.links = queues
        .filter(each => each.channel === channel)
        .map(({ queueId, priority, delayMs }) => {
          return { line: this.#line(board, queueId), priority, delayMs }
        })
        .toSorted((a, b) => a.priority - b.priority)
      for (const { line } of group.links) {
        if (!line.groups.includes(group)) line.groups.push(group)
      }
      this.#touch(group)
    }
  }

  removeProfile(routingProfileId: string): void {
    for (const board of this.#boards.values()) {
      const group = board.groups.get(routingProfileId)
      if (!group) continue
      for (const { line } of group.links) {
        const place = line.groups.indexOf(group)
        if (place >= 0) line.groups.splice(place, 1)
        this.#dropIfUseless(line)
      }
      group.links = []
      this.#touch(group)
    }
  }

  setIdle(agent: RoutableAgent): void {
    const board = this.#board(agent.channel)
    const group = groupOf(board, agent.routingProfileId)
    let idle = board.agents.get(agent.agentId)
    if (idle === undefined) {
      const tie = `${agent.agentId}\0${agent.channel}`
      idle = { tie, position: -1, agentId: agent.agentId, group }
      board.agents.set(agent.agentId, idle)
    } else if (idle.position >= 0) this.#leaveIdle(idle)
    idle.group = group
    group.idle.push(idle, agent.idleSince)
    this.#touch(group)
  }

  removeIdle(agentId: string, channel: string): void {
    const board = this.#boards.get(channel)
    const idle = board?.agents.get(agentId)
    if (idle === undefined) return
    board?.agents.delete(agentId)
    if (idle.position >= 0) this.#leaveIdle(idle)
  }

  enqueue(contact: RoutableContact): void {
    const { contactId, enqueuedAt } = contact
    const line = this.#line(this.#board(contact.channel), contact.queueId)
    const rank = rankOf(line, contact.priority)
    const waiting = { tie: contactId, position: -1, rank }
    rank.waiting.push(waiting, enqueuedAt)
    line.size++
    if (waiting.position === 0) this.#heads.note(line)
    const former = this.#contacts.put(waiting)
    if (former) this.#leaveLine(former)
    for (const group of line.groups) if (group.idle.size > 0) this.#touch(group)
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
        this.#contacts.take(contact.tie)
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

  #touch(group: Group): void {
    if (group.stale) return
    group.stale = true
    this.#stale.push(group)
  }

  #leaveIdle(idle: Idle): void {
    idle.group.idle.remove(idle)
    this.#touch(idle.group)
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
      board = { channel, lines: new Map(), groups: new Map(), agents: new Map() }
      this.#boards.set(channel, board)
    }
    return board
  }

  #line(board: Board, queueId: string): Line {
    let line = board.lines.get(queueId)
    if (line === undefined) {
      line = { board, queueId, index: this.#heads.take(), ranks: [], size: 0, groups: [] }
      board.lines.set(queueId, line)
    }
    return line
  }

  /** A line nobody serves and nobody waits in is forgotten. */
  #dropIfUseless(line: Line): void {
    if (line.size > 0 || line.groups.length > 0) return
    if (line.board.lines.delete(line.queueId)) this.#heads.give(line.index)
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

function groupOf(board: Board, profileId: string): Group {
  let group = board.groups.get(profileId)
  if (group === undefined) {
    group = {
      tie: '',
      position: -1,
      board,
      links: [],
      idle: new AgeHeap<Idle>(),
      state: 'unready',
      stale: false,
    }
    board.groups.set(profileId, group)
  }
  return group
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

/** R1 and R2 for the agents of a group. */
function bestFor(group: Group, heads: Heads, now: Instant): Waiting | undefined {
  const { priority: priorities, since: ages } = heads
  let best: Line | undefined
  let [bestLink, bestPriority, bestSince] = [0, 0, 0]
  for (const { line, priority: linkPriority, delayMs } of group.links) {
    if (best !== undefined && linkPriority > bestLink) break
    let priority = priorities[line.index] as number
    if (priority === Number.POSITIVE_INFINITY) continue
    let since = ages[line.index] as number
    if (!hasWaited(since, delayMs, now)) {
      // The first has not waited long enough; one of lower priority may have.
      const rank = firstRank(line, delayMs, now)
      if (!rank) continue
      priority = rank.priority
      since = rank.waiting.oldestSince
    }
    if (best !== undefined) {
      if (priority > bestPriority || (priority === bestPriority && since > bestSince)) continue
      const isTied = priority === bestPriority && since === bestSince
      if (isTied && firstOf(best, priority).tie < firstOf(line, priority).tie) continue
    }
    best = line
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
