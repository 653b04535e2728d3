// Whose workspace is which: users and routing profiles have at most one each.
import { arnOf, bareId } from '../arn.ts'
import { answer, changed, type Operation } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { find, membersOf, put, remove } from '../resource.ts'
import { searched } from '../search.ts'

/** What may have a workspace, and what it is called then. */
const TYPES = { agent: 'USER', 'routing-profile': 'ROUTING_PROFILE' } as const

type Owner = keyof typeof TYPES

const STATUS = { missing: '404', taken: '409' } as const

export const associateWorkspace: Operation<'AssociateWorkspace'> = (input, context) => {
  const { id: WorkspaceId } = find(context, 'workspace', input.WorkspaceId)
  const results = [...new Set(input.ResourceArns)].map(ResourceArn => {
    const owner = ownerOf(context, ResourceArn)
    if (!owner) return failed(ResourceArn, 'missing', 'There is no such user or routing profile.')
    const ResourceId = bareId(ResourceArn)
    const other = context.centre.directory.get('workspace-association', ResourceId)?.WorkspaceId
    if (other !== undefined && other !== WorkspaceId) {
      return failed(ResourceArn, 'taken', `It has the workspace ${other} already.`)
    }
    const document = { WorkspaceId, ResourceId, ResourceArn, ...owner }
    return { ResourceArn, input: put(context, 'workspace-association', ResourceId, document) }
  })
  return summed(results)
}

export const disassociateWorkspace: Operation<'DisassociateWorkspace'> = (input, context) => {
  const { id } = find(context, 'workspace', input.WorkspaceId)
  const results = [...new Set(input.ResourceArns)].map(ResourceArn => {
    const resourceId = bareId(ResourceArn)
    const association = context.centre.directory.get('workspace-association', resourceId)
    if (association?.WorkspaceId !== id) {
      return failed(ResourceArn, 'missing', 'It does not have this workspace.')
    }
    return { ResourceArn, input: remove('workspace-association', resourceId) }
  })
  return summed(results)
}

export const searchWorkspaceAssociations: Operation<'SearchWorkspaceAssociations'> = (
  input,
  context,
) => {
  const { items, ...rest } = searched(
    context,
    'workspace-association',
    input,
    ({ document }) => {
      const { WorkspaceId, ResourceId, ResourceArn, ResourceType, ResourceName } = document
      const WorkspaceArn = arnOf(context, 'workspace', WorkspaceId)
      return { WorkspaceId, WorkspaceArn, ResourceId, ResourceArn, ResourceType, ResourceName }
    },
    ({ document }) => document,
  )
  return answer({ WorkspaceAssociations: items, ...rest })
}

function ownerOf({ centre }: OperationContext, arn: string) {
  const id = bareId(arn)
  for (const kind of Object.keys(TYPES) as Owner[]) {
    const document = arn.includes(`/${kind}/`) && centre.directory.get(kind, id)
    if (!document) continue
    const { Name, Username } = membersOf<{ Name?: string; Username?: string }>({ document })
    return { ResourceType: TYPES[kind], ResourceName: Name ?? Username ?? id }
  }
  return undefined
}

function failed(ResourceArn: string, why: keyof typeof STATUS, ErrorMessage: string) {
  return { ResourceArn, ErrorCode: STATUS[why], ErrorMessage }
}

type Result =
  | ReturnType<typeof failed>
  | { readonly ResourceArn: string; readonly input: ReturnType<typeof remove> }

function summed(results: readonly Result[]) {
  const inputs = results.flatMap(each => ('input' in each ? [each.input] : []))
  const output = {
    SuccessfulList: results.flatMap(each =>
      'input' in each ? [{ ResourceArn: each.ResourceArn }] : [],
    ),
    FailedList: results.flatMap(each => ('input' in each ? [] : [each])),
  }
  return inputs.length === 0 ? answer(output) : changed(output, ...inputs)
}
