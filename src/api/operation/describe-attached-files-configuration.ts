import { filesConfiguration } from '../attached-file.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'

export const describeAttachedFilesConfiguration: Operation<'DescribeAttachedFilesConfiguration'> = (
  { AttachmentScope },
  context,
) => answer({ AttachedFilesConfiguration: filesConfiguration(context, AttachmentScope) })
