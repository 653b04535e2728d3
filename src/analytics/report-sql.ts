// The questions of reports in SQL, over the tables themselves: instants are milliseconds there.
import type { Instant } from '../core/instant.ts'
import type { ReportQuestion } from '../store/report-reader.ts'
import type { QueryValue } from './duck.ts'

interface Sql {
  readonly text: string
  readonly values: readonly QueryValue[]
}

/** Whoever has not signed out for so long is not looked for any further back. */
const SIGNED_IN_MS_MAX = 31 * 86_400_000

export function reportSql(question: ReportQuestion): Sql {
  switch (question.of) {
    case 'signIns':
      return signInsSql(question)
    case 'statuses':
      return statusesSql(question)
    case 'numbers':
      return numbersSql(question)
    default:
      return queueDaySql(question)
  }
}

type Asked<Of extends ReportQuestion['of']> = Extract<ReportQuestion, { readonly of: Of }>

/** The day on which something that ended at an instant has been written down at the earliest. */
function day(at: Instant): string {
  return `make_timestamp(${Math.trunc(at)} * 1000)::date`
}

function ofAgents(agentIds: readonly string[] | undefined): Sql {
  return agentIds
    ? { text: 'and list_contains(?::varchar[], agent_id)', values: [agentIds] }
    : { text: '', values: [] }
}

function signInsSql({ from, until, agentIds, rowsMax }: Asked<'signIns'>): Sql {
  const agents = ofAgents(agentIds)
  const events = (since: Instant) => `from agent_event
    where event_type in ('LOGIN', 'LOGOUT') and dt >= ${day(since)} ${agents.text}`
  const text = `select * from (
      select agent_id, event_type, "at" ${events(from)} and "at" >= ${from} and "at" < ${until}
      union all
      select agent_id, max_by(event_type, "at"), max("at")
        ${events(from - SIGNED_IN_MS_MAX)} and "at" < ${from} group by agent_id
    ) order by agent_id, "at" limit ${rowsMax}`
  return { text, values: [...agents.values, ...agents.values] }
}

/** A status goes on over calls and full hours, at which history has a stretch each. */
function statusesSql({ from, until, agentIds, upTo, rowsMax }: Asked<'statuses'>): Sql {
  const agents = ofAgents(agentIds)
  const text = `with stretch as (
      select agent_id, status_id, status_name, status_type, activity,
        greatest("from", ${from}) as begun, least("until", ${until}) as ended
      from agent_state
      where dt >= ${day(from)} and "until" > ${from} and "from" < ${until} and "from" < "until"
        and seq <= ${upTo} ${agents.text}
    ), marked as (
      select *, case when lag(status_id) over turn = status_id and lag(ended) over turn = begun
        then 0 else 1 end as is_new
      from stretch window turn as (partition by agent_id order by begun)
    ), numbered as (
      select *, sum(is_new) over (partition by agent_id order by begun rows unbounded preceding) as part
      from marked
    )
    select agent_id, any_value(status_id), any_value(status_name), any_value(status_type),
      min(begun) as begun, max(ended),
      coalesce(sum(ended - begun) filter (where activity = 'contact'), 0)::bigint
    from numbered group by agent_id, part order by begun, agent_id limit ${rowsMax}`
  return { text, values: agents.values }
}

function numbersSql({ from, until, rowsMax }: Asked<'numbers'>): Sql {
  const text = `select system_address, initiation_method, count(*),
      count(*) filter (where connected_to_agent_at is not null),
      count(*) filter (where abandoned),
      coalesce(sum(agent_left_at - connected_to_agent_at), 0)::bigint,
      coalesce(sum(connected_to_agent_at - enqueued_at)
        filter (where enqueued_at <= connected_to_agent_at), 0)::bigint
    from contact
    where dt >= ${day(from)} and disconnected_at >= ${from} and disconnected_at < ${until}
      and channel = 'VOICE' and system_address is not null
      -- Who listens to a call is no second one.
      and initiation_method is distinct from 'MONITOR'
    group by all order by 3 desc, 1, 2 limit ${rowsMax}`
  return { text, values: [] }
}

/** How many waited at once: of all who were there at the moment somebody came, and at the part's beginning. */
function queueDaySql({ from, until, queueId, borders, rowsMax }: Asked<'queueDay'>): Sql {
  const text = `with part as (
      select unnest(?::bigint[]) as begun, unnest(?::bigint[]) as ended
    ), stay as (
      select enqueued_at, left_at, outcome from queue_stay
      where queue_id = ? and dt >= ${day(from)} and left_at >= ${from} and enqueued_at < ${until}
    ), change as (
      select enqueued_at as "at", 1 as step from stay union all select left_at, -1 from stay
    ), waiting as (
      select "at", step, sum(step) over (order by "at", step rows unbounded preceding) as waiting from change
    )
    select begun,
      (select count(*) from stay where enqueued_at >= begun and enqueued_at < ended),
      (select count(*) from stay where left_at >= begun and left_at < ended and outcome = 'handled'),
      (select count(*) from stay where left_at >= begun and left_at < ended and outcome = 'abandoned'),
      (select coalesce(sum(least(left_at, ended) - greatest(enqueued_at, begun)), 0)::double
        / (ended - begun) from stay where enqueued_at < ended and left_at > begun),
      greatest(
        (select coalesce(max(waiting), 0) from waiting
          where step = 1 and "at" >= begun and "at" < ended),
        (select count(*) from stay where enqueued_at < begun and left_at > begun))::bigint,
      (select coalesce(max(left_at - enqueued_at), 0) from stay where left_at >= begun and left_at < ended)
    from part order by begun limit ${rowsMax}`
  return { text, values: [borders.slice(0, -1), borders.slice(1), queueId] }
}
