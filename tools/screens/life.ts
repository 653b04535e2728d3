// A product with life in it, for pictures of its pages: what is configured, who is there, what goes on.
import { SearchContactsCommand } from '@aws-sdk/client-connect'
import type { Page } from 'playwright-core'
import type { Browser } from '../../test/support/browser.ts'
import type { Parley } from '../../test/support/parley.ts'
import { until } from '../../test/support/until.ts'
import { configure } from './configure.ts'
import { type DemoCentre, demoCentre } from './demo-centre.ts'
import { makeTraffic } from './traffic.ts'

interface Life {
  /** An agent's workspace, in a call. */
  readonly agent: Page
  /** The browser phone of the customer on the other side. */
  readonly phone: Page
  /** What pages of one thing show, by their path. */
  readonly examples: Readonly<Record<string, string>>
  stop(): void
}

export async function bringToLife(
  parley: Parley,
  browsers: { readonly agent: Browser; readonly customer: Browser },
): Promise<Life> {
  const centre = demoCentre(parley)
  const configured = await configure(centre)
  const traffic = await makeTraffic(centre, configured, browsers)
  return {
    ...traffic,
    examples: {
      '/real-time/:tab': '/real-time/agents',
      '/contacts/:contactId': `/contacts/${await finishedCall(centre)}?tab=recording`,
      '/flows/:flowId': `/flows/${configured.flowId}`,
      '/hours/:id': `/hours/${configured.hoursId}?tab=overrides`,
      '/queues/:id': `/queues/${configured.queues.Support}`,
    },
  }
}

async function finishedCall({ connect, InstanceId }: DemoCentre): Promise<string> {
  const now = Date.now()
  const TimeRange = {
    Type: 'INITIATION_TIMESTAMP',
    StartTime: new Date(now - 3_600_000),
    EndTime: new Date(now + 60_000),
  } as const
  return until('a call is over', async () => {
    const SearchCriteria = { Channels: ['VOICE' as const] }
    const { Contacts = [] } = await connect.send(
      new SearchContactsCommand({ InstanceId, TimeRange, SearchCriteria }),
    )
    return Contacts.find(each => each.DisconnectTimestamp !== undefined)?.Id
  })
}
