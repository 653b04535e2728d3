// Every path that the centre node answers beside its own state, in the order in which they are asked.
import type { IncomingMessage } from 'node:http'
import type { AnalyticsClient } from '../analytics/analytics-client.ts'
import type { Api } from '../api/api.ts'
import type { CentreView } from '../core/centre-view.ts'
import type { Input } from '../core/input.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Clock } from '../io/clock.ts'
import type { Speech } from '../io/speech.ts'
import type { ArchivedChatStore } from '../store/archived-chat-store.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { ContactStore } from '../store/contact-store.ts'
import { accessRoute } from './access-route.ts'
import type { Actor } from './actor.ts'
import { administrationRoutes } from './administration-routes.ts'
import { nameGiven } from './administrator.ts'
import { apiRoute } from './api-route.ts'
import type { Audit } from './audit.ts'
import { blobRoute } from './blob-route.ts'
import { chatPage } from './chat-page.ts'
import type { ChildConfiguration } from './configuration.ts'
import { contactRoutingRoute } from './contact-routing-route.ts'
import { contactTranscriptRoute } from './contact-transcript-route.ts'
import { flowLogRoute } from './flow-log-route.ts'
import type { FlowTraffic } from './flow-traffic.ts'
import { flowTrafficRoute } from './flow-traffic-route.ts'
import { functionRoutes } from './function-routes.ts'
import type { Route } from './http-server.ts'
import { limitsRoute } from './limits-route.ts'
import type { MessagingService } from './messaging-service.ts'
import { monitorRoute } from './monitor-route.ts'
import { outboundCountriesRoute } from './outbound-countries-route.ts'
import { pageRoutes } from './page-routes.ts'
import { isOurOrigin } from './page-streams.ts'
import type { ParticipantService } from './participant-service.ts'
import { phoneLineRoutes } from './phone-line-routes.ts'
import { reportRoute } from './report-route.ts'
import { reportScheduleRoutes } from './report-schedule-route.ts'
import type { ReportService } from './report-service.ts'
import { savedReportRoute } from './saved-report-route.ts'
import { secondFactorRoute, userSecondFactorRoute } from './second-factor-route.ts'
import type { Sessions } from './sessions.ts'
import type { SinkHub } from './sink-hub.ts'
import { sinkRoute } from './sink-route.ts'
import { sqlRoute } from './sql-route.ts'
import { uploadRoute } from './upload-route.ts'
import { wallboardFigures } from './wallboard-figures.ts'
import { wallboardRoutes } from './wallboard-route.ts'
import { webFolder } from './web-folder.ts'
import { widgetRoute } from './widget-route.ts'
import { widgetSettingsRoute } from './widget-settings-route.ts'
import { startWidgetChat } from './widget-start-chat.ts'

/** What the routes need of the node. */
export interface CentreParts {
  readonly clock: Clock
  readonly centre: CentreView
  readonly configuration: ChildConfiguration
  readonly instanceId: string
  readonly sessions: Sessions
  submit(...inputs: Input[]): Promise<Refusal | undefined>
  /** Contacts as they are at this moment, those in progress as well. */
  readonly contacts: ContactStore
  readonly blobs: BlobStore
  readonly api: Api
  readonly actor: Actor
  readonly audit: Audit
  readonly analytics: AnalyticsClient
  readonly reporting: ReportService
  readonly sinks: SinkHub
  readonly participants: ParticipantService
  readonly messages: MessagingService
  readonly chatLines: ArchivedChatStore
  readonly speech: Speech
  readonly traffic: FlowTraffic
  readonly flowLogFolder: string
  /** Where functions' own logs are. */
  readonly functionLogs: string
}

export function centreRoutes(parts: CentreParts): Route[] {
  const { configuration, instanceId, sessions, centre, audit, api } = parts
  const { region, account } = configuration
  const instanceArn = () => `arn:aws:connect:${region}:${account}:instance/${instanceId}`
  const world = { ...parts, account, instanceArn }
  const audited = (route: Route): Route =>
    audit.audited(route, request => nameGiven({ centre, sessions }, request))
  return [
    pageRoutes(world),
    blobRoute(world),
    ...parts.participants.routes,
    audited(phoneLineRoutes(world)),
    chatPage(world),
    widgetRoute({ ...world, webFolder: webFolder(), startChat: startWidgetChat(api, instanceArn) }),
    audited(widgetSettingsRoute(world)),
    audited(secondFactorRoute(world)),
    audited(userSecondFactorRoute(world)),
    audited(accessRoute(world)),
    audited(limitsRoute(world)),
    audited(outboundCountriesRoute(world)),
    audited(sqlRoute(world)),
    contactRoutingRoute(world),
    audited(savedReportRoute(world)),
    reportRoute({ ...world, reports: parts.reporting.reports }),
    ...reportScheduleRoutes({ ...world, scheduled: parts.reporting.scheduled }).map(audited),
    ...wallboardRoutes({
      ...world,
      figures: wallboardFigures({ ...world, directory: centre.directory }),
    }).map(audited),
    contactTranscriptRoute({ ...world, chats: parts.chatLines }),
    audited(monitorRoute(world)),
    parts.messages.callbacks,
    audited(parts.messages.settings(sessions)),
    audited(sinkRoute({ ...world, hub: parts.sinks })),
    audit.route({ centre, sessions }),
    flowLogRoute({ ...world, folder: parts.flowLogFolder }),
    flowTrafficRoute(world),
    audited(
      functionRoutes({
        ...world,
        functionsFolder: configuration.functionsFolder,
        logFolder: parts.functionLogs,
        arnFor: name => `arn:aws:lambda:${region}:${account}:function:${name}`,
      }),
    ),
    audited(uploadRoute(world)),
    ...administrationRoutes(world, audited),
    apiRoute(api, parts.actor, callerOf),
  ]

  /** Who asks from one of our own pages. */
  function callerOf(incoming: IncomingMessage) {
    const userId = isOurOrigin(incoming) ? sessions.userOf(incoming) : undefined
    const address = incoming.socket.remoteAddress
    return userId === undefined
      ? undefined
      : { arn: `${instanceArn()}/agent/${userId}`, userId, ...(address && { address }) }
  }
}
