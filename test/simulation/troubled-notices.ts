// Notices of the troubled centre: the number, its flow and the queues are closed, opened again, and given
// something to say, at any moment.
import { type NoticeEntry, type NoticeTarget, noticeId } from '../../src/core/directory/notice.ts'
import type { Input } from '../../src/core/input.ts'
import type { Instant } from '../../src/core/instant.ts'
import { FLOW, NUMBER, QUEUES } from './troubled-configuration.ts'

interface Lots {
  happens(share: number): boolean
  pick(count: number): number
}

const TARGETS: readonly (readonly [NoticeTarget, string])[] = [
  ['phone-number', NUMBER],
  ['contact-flow', FLOW],
  ['contact-flow', 'remaining'],
  ...QUEUES.map(id => ['queue', id] as const),
]

/** Something is said of one of them from now on, or nothing any more. */
export function anyNotice(now: Instant, lots: Lots): Input {
  const [target, targetId] = TARGETS[lots.pick(TARGETS.length)] ?? ['queue', 'sales']
  const about = { kind: 'notice', id: noticeId(target, targetId) } as const
  if (lots.happens(0.3)) return { type: 'config.delete', ...about }
  const entry: NoticeEntry = {
    At: now,
    By: 'admin',
    Closed: lots.happens(0.2),
    ...(lots.happens(0.7) && { Message: 'It costs $.50, or $[1].' }),
    ...(lots.happens(0.5) && { Until: now + 60_000 }),
  }
  const document = { Target: target, TargetId: targetId, Entries: [entry] }
  return { type: 'config.put', ...about, document }
}
