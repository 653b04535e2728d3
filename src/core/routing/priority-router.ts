// The matcher. Contacts of one queue and channel stand in a line; agents of one routing profile
// and channel in a group. All agents of a group may take the same contacts, so the question is
// never which agent, only which group: the one whose longest-idle agent is the oldest of all among
// the groups that have something to take.
//
//   arrival ──► line (per contact priority: by age) ◄── link (priority, delay) ── group (by idle time) ◄── agent
//
// A group is `ready` when it has an idle agent and a contact it may take, `due` when a contact is
// there but has not waited long enough, else nowhere. What arrives makes its groups `stale`; they
// are looked at when somebody asks. What leaves makes nothing stale: a group that has lost its
// contact is found out when its turn comes.
import type { Instant } from '../instant.ts'
import { type Aged, AgeHeap } from './age-heap.ts'
import type {
  Match,
  RoutableAgent,
  RoutableContact,
  Router,
  RoutingProfileQueue,
} from './router.ts'

/** A contact in its line; `tie` is its id. */
interface Waiting extends Aged {
  rank: Rank
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
  /** Lowest priority number first. Empty ones stay as long as they are few. */
  readonly ranks: Rank[]
  size: number
  readonly links: Link[]
}

/** One queue-channel of a routing profile. */
interface Link {
  readonly line: Line
  readonly group: Group
  readonly priority: number
  readonly delayMs: number
}

/** The agents of a routing profile on a channel. As `Aged` it stands for its longest-idle agent, or for what is due. */
interface Group extends Aged {
  tie: string
  readonly board: Board
  readonly profileId: string
  /** Lowest priority number first. */
  links: Link[]
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

const EMPTY_RANKS_MAX = 4

export class PriorityRouter implements Router {
  readonly #boards = new Map<string, Board>()
  readonly #contacts = new Map<string, Waiting>()
  readonly #stale: Group[] = []
  /** By the idle time of each group's longest-idle agent. */
  readonly #ready = new AgeHeap<Group>()
  /** By when a contact has waited long enough. May be too early, never too late. */
  readonly #due = new AgeHeap<Group>()

  setProfile(routingProfileId: string, queues: readonly RoutingProfileQueue[]): void {
    this.removeProfile(routingProfileId)
    for (const { queueId, channel, priority, delayMs } of queues) {
      const board = this.#board(channel)
      const line = lineOf(board, queueId)
      const group = groupOf(board, routingProfileId)
      const link = { line, group, priority, delayMs }
      line.links.push(link)
      group.links.push(link)
    }
    for (const board of this.#boards.values()) {
      const group = board.groups.get(routingProfileId)
      group?.links.sort((a, b) => a.priority - b.priority)
      if (group) this.#touch(group)
    }
  }

  removeProfile(routingProfileId: string): void {
    for (const board of this.#boards.values()) {
      const group = board.groups.get(routingProfileId)
      if (!group) continue
      for (const { line } of group.links) {
        line.links.splice(0, line.links.length, ...line.links.filter(each => each.group !== group))
        dropIfUseless(line)
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
    this.dequeue(contact.contactId)
    const line = lineOf(this.#board(contact.channel), contact.queueId)
    const rank = rankOf(line, contact.priority)
    const waiting = { tie: contact.contactId, position: -1, rank }
    this.#contacts.set(contact.contactId, waiting)
    rank.waiting.push(waiting, contact.enqueuedAt)
    line.size++
    for (const { group } of line.links) if (group.idle.size > 0) this.#touch(group)
  }

  dequeue(contactId: string): boolean {
    const waiting = this.#contacts.get(contactId)
    if (waiting === undefined) return false
    this.#take(waiting)
    return true
  }

  nextMatch(now: Instant): Match | undefined {
    this.#settle(now)
    for (let group = this.#ready.oldest; group; group = this.#ready.oldest) {
      const contact = bestFor(group, now)
      const agent = group.idle.oldest
      if (contact && agent) {
        this.#take(contact)
        this.#leaveIdle(agent)
        return { agentId: agent.agentId, contactId: contact.tie }
      }
      this.#place(group, now)
    }
    return undefined
  }

  nextDeadline(now: Instant): Instant | undefined {
    this.#settle(now)
    for (let group = this.#due.oldest; group; group = this.#due.oldest) {
      const recorded = this.#due.oldestSince
      if (dueAt(group, now) === recorded) return recorded
      this.#place(group, now)
    }
    return undefined
  }

  /** Puts every stale group, and every one whose time has come, where it belongs now. */
  #settle(now: Instant): void {
    for (let group = this.#stale.pop(); group; group = this.#stale.pop()) {
      group.stale = false
      this.#place(group, now)
    }
    while (this.#due.oldestSince <= now) this.#place(this.#due.oldest as Group, now)
  }

  #place(group: Group, now: Instant): void {
    if (group.state === 'ready') this.#ready.remove(group)
    else if (group.state === 'due') this.#due.remove(group)
    group.state = 'unready'
    const agent = group.idle.oldest
    if (agent === undefined) return
    if (hasSomethingFor(group, now)) {
      group.state = 'ready'
      group.tie = agent.tie
      this.#ready.push(group, group.idle.oldestSince)
      return
    }
    const due = dueAt(group, now)
    if (due === Number.POSITIVE_INFINITY) return
    group.state = 'due'
    group.tie = agent.tie
    this.#due.push(group, due)
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

  #take(waiting: Waiting): void {
    const { rank } = waiting
    this.#contacts.delete(waiting.tie)
    rank.waiting.remove(waiting)
    rank.line.size--
    dropIfUseless(rank.line)
  }

  #board(channel: string): Board {
    let board = this.#boards.get(channel)
    if (board === undefined) {
      board = { channel, lines: new Map(), groups: new Map(), agents: new Map() }
      this.#boards.set(channel, board)
    }
    return board
  }
}

function lineOf(board: Board, queueId: string): Line {
  let line = board.lines.get(queueId)
  if (line === undefined) {
    line = { board, queueId, ranks: [], size: 0, links: [] }
    board.lines.set(queueId, line)
  }
  return line
}

function groupOf(board: Board, profileId: string): Group {
  let group = board.groups.get(profileId)
  if (group === undefined) {
    const idle = new AgeHeap<Idle>()
    group = {
      tie: '',
      position: -1,
      board,
      profileId,
      links: [],
      idle,
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
  if (ranks.length > EMPTY_RANKS_MAX) {
    line.ranks.splice(
      0,
      ranks.length,
      ...ranks.filter(each => each === rank || each.waiting.size > 0),
    )
  }
  return rank
}

/** A line nobody serves and nobody waits in is forgotten. */
function dropIfUseless(line: Line): void {
  if (line.size === 0 && line.links.length === 0) line.board.lines.delete(line.queueId)
}

/** R3. No delay is no wait, even for a contact whose age was adjusted into the future. */
function hasWaited(since: Instant, delayMs: number, now: Instant): boolean {
  return delayMs <= 0 || now - since >= delayMs
}

/** R1 and R2 for the agents of a group. */
function bestFor(group: Group, now: Instant): Waiting | undefined {
  let best: Rank | undefined
  let bestLink: Link | undefined
  for (const link of group.links) {
    if (bestLink && link.priority > bestLink.priority) break
    if (link.line.size === 0) continue
    const rank = firstRank(link, now)
    if (rank && (best === undefined || isBefore(rank, best))) {
      best = rank
      bestLink = link
    }
  }
  return best?.waiting.oldest
}

/** The highest rank of a link's line that has a contact which has waited long enough. */
function firstRank(link: Link, now: Instant): Rank | undefined {
  for (const rank of link.line.ranks) {
    if (rank.waiting.size > 0 && hasWaited(rank.waiting.oldestSince, link.delayMs, now)) return rank
  }
  return undefined
}

function isBefore(a: Rank, b: Rank): boolean {
  if (a.priority !== b.priority) return a.priority < b.priority
  const [sinceA, sinceB] = [a.waiting.oldestSince, b.waiting.oldestSince]
  if (sinceA !== sinceB) return sinceA < sinceB
  return (a.waiting.oldest?.tie ?? '') < (b.waiting.oldest?.tie ?? '')
}

function hasSomethingFor(group: Group, now: Instant): boolean {
  for (const link of group.links) {
    if (link.line.size > 0 && firstRank(link, now) !== undefined) return true
  }
  return false
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
