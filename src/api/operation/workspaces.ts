// Workspaces: what agents' pages are called and look like, kept for pages that ask for it.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import { arnOf } from '../arn.ts'
import { answer, change, changed, type Operation, type Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import {
  create,
  edit,
  find,
  given,
  listed,
  remove,
  requireFreeName,
  summaryOf,
} from '../resource.ts'
import { searched } from '../search.ts'
import { invalidParameter, notFound } from '../service-error.ts'

type Workspace = Entry<'workspace'>

export const createWorkspace: Operation<'CreateWorkspace'> = (input, context) => {
  requireFreeName(context, 'workspace', input.Name)
  const { InstanceId: _, ...members } = input
  const document = { ...members, Visibility: 'ASSIGNED', Pages: [], Media: {} }
  const { id, arn, input: put } = create(context, 'workspace', document)
  return changed({ WorkspaceId: id, WorkspaceArn: arn }, put)
}

export const describeWorkspace: Operation<'DescribeWorkspace'> = ({ WorkspaceId }, context) => {
  const { id, document } = find(context, 'workspace', WorkspaceId)
  const { Name, Description, Title, Theme, Visibility, Tags } = document
  const { LastModifiedTime = 0, LastModifiedRegion } = document
  return answer({
    Workspace: {
      Id: id,
      Arn: arnOf(context, 'workspace', id),
      ...{ Name, Description, Title, Visibility, Tags, LastModifiedTime, LastModifiedRegion },
      Theme: Theme as Plain<sdk.WorkspaceTheme> | undefined,
    },
  })
}

/** With what is associated with it. */
export const deleteWorkspace: Operation<'DeleteWorkspace'> = ({ WorkspaceId }, context) => {
  const { id } = find(context, 'workspace', WorkspaceId)
  const associations = [...context.centre.directory.list('workspace-association')].filter(
    ({ document }) => document.WorkspaceId === id,
  )
  return change(
    remove('workspace', id),
    ...associations.map(each => remove('workspace-association', each.id)),
  )
}

export const listWorkspaces: Operation<'ListWorkspaces'> = (input, context) => {
  const { items, NextToken } = listed(context, 'workspace', input, each =>
    summaryOf(context, 'workspace', each),
  )
  return answer({ WorkspaceSummaryList: items, NextToken })
}

export const searchWorkspaces: Operation<'SearchWorkspaces'> = (input, context) => {
  const { items, ...rest } = searched(context, 'workspace', input, ({ id, document }) => {
    const { Name, Description, Title, Visibility, CreatedTime, Tags } = document
    const Arn = arnOf(context, 'workspace', id)
    return { Id: id, Arn, Name, Description, Title, Visibility, CreatedAt: CreatedTime, Tags }
  })
  return answer({ Workspaces: items, ...rest })
}

export const updateWorkspaceMetadata: Operation<'UpdateWorkspaceMetadata'> = (
  { WorkspaceId, Name, Description, Title },
  context,
) => {
  const workspace = find(context, 'workspace', WorkspaceId)
  requireFreeName(context, 'workspace', Name, workspace.id)
  return change(edit(context, 'workspace', workspace, given({ Name, Description, Title })))
}

export const updateWorkspaceTheme: Operation<'UpdateWorkspaceTheme'> = (
  { WorkspaceId, Theme },
  context,
) => change(edit(context, 'workspace', find(context, 'workspace', WorkspaceId), { Theme }))

export const updateWorkspaceVisibility: Operation<'UpdateWorkspaceVisibility'> = (
  { WorkspaceId, Visibility },
  context,
) => change(edit(context, 'workspace', find(context, 'workspace', WorkspaceId), { Visibility }))

/** A picture in the text itself, or where it is. */
export const importWorkspaceMedia: Operation<'ImportWorkspaceMedia'> = (
  { WorkspaceId, MediaType, MediaSource },
  context,
) => {
  if (!/^(data:image\/[\w.+-]+;base64,[\w+/=]+|https:\/\/\S+)$/.test(MediaSource)) {
    throw invalidParameter('Member MediaSource is https://… or data:image/…;base64,….')
  }
  const workspace = find(context, 'workspace', WorkspaceId)
  return change(keepMedia(context, workspace, { [MediaType]: MediaSource }))
}

export const deleteWorkspaceMedia: Operation<'DeleteWorkspaceMedia'> = (
  { WorkspaceId, MediaType },
  context,
) => {
  const workspace = find(context, 'workspace', WorkspaceId)
  if (workspace.document.Media[MediaType] === undefined) {
    throw notFound(`The workspace has no ${MediaType}.`)
  }
  return change(keepMedia(context, workspace, { [MediaType]: undefined }))
}

export const listWorkspaceMedia: Operation<'ListWorkspaceMedia'> = ({ WorkspaceId }, context) => {
  const { Media } = find(context, 'workspace', WorkspaceId).document
  const types = Object.keys(Media).sort() as sdk.MediaType[]
  return answer({ Media: types.map(Type => ({ Type, Source: Media[Type] })) })
}

function keepMedia(
  context: OperationContext,
  workspace: Workspace,
  more: Readonly<Record<string, string | undefined>>,
) {
  return edit(context, 'workspace', workspace, {
    Media: given({ ...workspace.document.Media, ...more }),
  })
}
