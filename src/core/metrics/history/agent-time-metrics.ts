// Where agents' time went. A stretch of time counts in every interval it touches, for as long as it
// lies within.
import type { Test } from './measure.ts'
import { type Metric, sum } from './metric.ts'

const STRETCH = { of: 'agentState', at: 'stretch' } as const

const routable: Test = { column: 'statusType', in: ['ROUTABLE'] }
const active = (...activities: readonly string[]): Test => ({ column: 'activity', in: activities })
const time = (...where: readonly Test[]) => sum(STRETCH, 'withinInterval', ...where)

export const AGENT_TIME_METRICS: readonly Metric[] = [
  /** In any status but offline. */
  {
    name: 'SUM_ONLINE_TIME_AGENT',
    unit: 'SECONDS',
    value: time({ column: 'statusType', notIn: ['OFFLINE'] }),
  },
  /** In a status of the centre's own, such as a break. */
  {
    name: 'SUM_NON_PRODUCTIVE_TIME_AGENT',
    unit: 'SECONDS',
    value: time({ column: 'statusType', in: ['CUSTOM'] }),
  },
  /** With a contact (talk, hold, after-contact work) while taking contacts. */
  {
    name: 'SUM_CONTACT_TIME_AGENT',
    unit: 'SECONDS',
    value: time(routable, active('contact')),
  },
  /** Taking contacts and having none, also when one that was missed is still there. */
  {
    name: 'SUM_IDLE_TIME_AGENT',
    unit: 'SECONDS',
    value: time(routable, active('idle', 'error')),
  },
  /** With nothing but contacts that were missed or failed. */
  { name: 'SUM_ERROR_STATUS_TIME_AGENT', unit: 'SECONDS', value: time(active('error')) },
  /** With a contact, of the time with a contact or idle. */
  {
    name: 'AGENT_OCCUPANCY',
    unit: 'PERCENT',
    value: {
      of: time(routable, active('contact')),
      over: time(routable, active('contact', 'idle', 'error')),
    },
  },
]
