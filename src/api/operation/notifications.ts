// Notifications in the inbox of users: made for some, each of whom reads or hides them for themselves.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import { arnOf, bareId } from '../arn.ts'
import { requireRoom } from '../limit/quotas.ts'
import { answer, change, changed, type Operation, type Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { pageOf } from '../page.ts'
import { edit, find, idOf, listed, put, remove } from '../resource.ts'
import { searched } from '../search.ts'
import { duplicate, invalidParameter, notFound } from '../service-error.ts'

type Inbox = Entry<'notification'>

const EXPIRED_AT_ONCE = 100

export const createNotification: Operation<'CreateNotification'> = (input, context) => {
  const { Content, ExpiresAt, Priority = 'LOW', Tags } = input
  checkContent(Content)
  if (ExpiresAt !== undefined && ExpiresAt <= context.now) {
    throw invalidParameter('Member ExpiresAt must be in the future.')
  }
  if (input.Recipients.length === 0) throw invalidParameter('Member Recipients names nobody.')
  const Recipients = [...new Set(input.Recipients.map(each => idOf(context, 'agent', each)))]
  const id = input.PredefinedNotificationId ?? context.newId()
  if (context.centre.directory.get('notification', id)) {
    throw duplicate(`There is a notification ${id} already.`)
  }
  const others = [...context.centre.directory.list('notification')]
  const expired = others.filter(({ document }) => (document.ExpiresAt ?? Infinity) <= context.now)
  requireRoom(context.centre, 'notifications', () => others.length - expired.length)
  const document = { Content, ExpiresAt, Priority, Tags, Recipients, Statuses: {} }
  return changed(
    { NotificationId: id, NotificationArn: arnOf(context, 'notification', id) },
    put(context, 'notification', id, { ...document, CreatedTime: context.now }),
    // Nobody sees them any more: they would only be in the way of new ones.
    ...expired.slice(0, EXPIRED_AT_ONCE).map(each => remove('notification', each.id)),
  )
}

export const describeNotification: Operation<'DescribeNotification'> = (
  { NotificationId },
  context,
) => answer({ Notification: show(context, find(context, 'notification', NotificationId)) })

export const updateNotificationContent: Operation<'UpdateNotificationContent'> = (
  { NotificationId, Content },
  context,
) => {
  checkContent(Content)
  const notification = find(context, 'notification', NotificationId)
  return change(edit(context, 'notification', notification, { Content }))
}

export const deleteNotification: Operation<'DeleteNotification'> = ({ NotificationId }, context) =>
  change(remove('notification', find(context, 'notification', NotificationId).id))

export const listNotifications: Operation<'ListNotifications'> = (input, context) => {
  const { items, NextToken } = listed(context, 'notification', input, each => show(context, each))
  return answer({ NotificationSummaryList: items, NextToken })
}

export const searchNotifications: Operation<'SearchNotifications'> = (input, context) => {
  const { InstanceId: _, ...search } = input
  const { items, ...rest } = searched(
    context,
    'notification',
    search,
    each => ({ ...show(context, each), InstanceId: context.centre.instanceId }),
    ({ id, document }) => ({
      ...document,
      NotificationId: id,
      Recipients: document.Recipients.join(' '),
      Content: Object.values(document.Content).join('\n'),
    }),
  )
  return answer({ Notifications: items, ...rest })
}

/** Newest first; what has expired is gone. */
export const listUserNotifications: Operation<'ListUserNotifications'> = (input, context) => {
  const userId = idOf(context, 'agent', input.UserId)
  const key = ({ id, document }: Inbox) =>
    `${String(Number.MAX_SAFE_INTEGER - (document.CreatedTime ?? 0)).padStart(16, '0')} ${id}`
  const own = [...context.centre.directory.list('notification')]
    .filter(({ document }) => document.Recipients.includes(userId))
    .filter(({ document }) => (document.ExpiresAt ?? Number.POSITIVE_INFINITY) > context.now)
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
  const { items, NextToken } = pageOf(own, input, key)
  return answer({
    UserNotifications: items.map(({ id, document }) => ({
      NotificationId: id,
      NotificationStatus: document.Statuses[userId] ?? ('UNREAD' as const),
      InstanceId: context.centre.instanceId,
      RecipientId: userId,
      Content: document.Content,
      Priority: document.Priority,
      Source: 'CUSTOMER' as const,
      CreatedAt: document.CreatedTime,
      ExpiresAt: document.ExpiresAt,
    })),
    NextToken,
  })
}

export const updateUserNotificationStatus: Operation<'UpdateUserNotificationStatus'> = (
  { NotificationId, UserId, Status },
  context,
) => {
  const userId = idOf(context, 'agent', UserId)
  const notification = find(context, 'notification', NotificationId)
  const { Recipients, Statuses } = notification.document
  if (!Recipients.includes(userId)) {
    throw notFound(`User ${userId} has no notification ${bareId(NotificationId)}.`)
  }
  const members = { Statuses: { ...Statuses, [userId]: Status } }
  return change(edit(context, 'notification', notification, members))
}

function checkContent(content: Readonly<Record<string, string | undefined>>): void {
  if (Object.keys(content).length === 0) throw invalidParameter('Member Content says nothing.')
}

function show(context: OperationContext, notification: Inbox): Plain<sdk.Notification> {
  const { Priority, Recipients, ExpiresAt, Tags } = notification.document
  const { CreatedTime, LastModifiedTime = 0, LastModifiedRegion } = notification.document
  return {
    Id: notification.id,
    Arn: arnOf(context, 'notification', notification.id),
    Content: notification.document.Content,
    Priority,
    Recipients: Recipients.map(each => arnOf(context, 'agent', each)),
    CreatedAt: CreatedTime,
    ExpiresAt,
    LastModifiedTime,
    LastModifiedRegion,
    Tags,
  }
}
