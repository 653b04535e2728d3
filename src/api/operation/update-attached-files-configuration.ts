import { filesConfiguration } from '../attached-file.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { typeOfExtension } from '../participant/attachment/attachment-types.ts'
import { given, put } from '../resource.ts'
import { invalidParameter } from '../service-error.ts'

/** Holds for files that are attached from now on. */
export const updateAttachedFilesConfiguration: Operation<'UpdateAttachedFilesConfiguration'> = (
  { AttachmentScope, MaximumSizeLimitInBytes, ExtensionConfiguration },
  context,
) => {
  const { bytesMax } = context.files
  if ((MaximumSizeLimitInBytes ?? 0) > bytesMax) {
    throw invalidParameter(`Member MaximumSizeLimitInBytes: at most ${bytesMax} are taken here.`)
  }
  const extensions = ExtensionConfiguration?.AllowedExtensions?.map(({ Extension = '' }) =>
    Extension.toLowerCase(),
  )
  const unknown = extensions?.find(each => typeOfExtension(each) === undefined)
  if (unknown !== undefined) {
    throw invalidParameter(`Nobody here can tell whether a file is what .${unknown} says it is.`)
  }
  const AllowedExtensions = extensions?.map(Extension => ({ Extension }))
  const before = context.centre.directory.get('attached-files-configuration', AttachmentScope)
  const document = {
    ...before,
    ...given({ MaximumSizeLimitInBytes }),
    ...(AllowedExtensions && { ExtensionConfiguration: { AllowedExtensions } }),
  }
  const shown = filesConfiguration(context, AttachmentScope)
  return changed(
    { ...shown, ...document, LastModifiedTime: context.now },
    put(context, 'attached-files-configuration', AttachmentScope, document),
  )
}
