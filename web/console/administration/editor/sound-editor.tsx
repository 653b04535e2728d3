// A sound chosen from the user's files, heard before it is kept.
import FileUpload from '@cloudscape-design/components/file-upload'
import { useEffect, useState } from 'react'
import { send } from '../../send.ts'
import type { EditorProps } from '../resource.ts'
import { editorTexts as texts } from '../texts/editor-texts.ts'

export function SoundEditor({ value, onChange, disabled, id }: EditorProps) {
  const file = value instanceof File ? value : undefined
  const [address, setAddress] = useState<string | undefined>()
  useEffect(() => {
    if (!file) return setAddress(undefined)
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  if (disabled) return undefined
  return (
    <>
      <FileUpload
        value={file ? [file] : []}
        accept=".wav,audio/wav"
        showFileSize
        constraintText={id === undefined ? texts.sound : `${texts.sound}. ${texts.keepSound}`}
        i18nStrings={{
          uploadButtonText: () => texts.sound,
          dropzoneText: () => texts.sound,
          removeFileAriaLabel: () => texts.removeHours,
          limitShowFewer: '',
          limitShowMore: '',
          errorIconAriaLabel: '',
        }}
        onChange={({ detail }) => onChange(detail.value[0])}
      />
      {address === undefined ? undefined : (
        // biome-ignore lint/a11y/useMediaCaption: a prompt has no captions
        <audio className="console-audio" controls src={address} />
      )}
    </>
  )
}

/** Where the service takes it from. Throws a sentence for the user. */
export async function uploadSound(sound: unknown): Promise<string> {
  if (!(sound instanceof File)) throw new Error(texts.sound)
  const path = `/api/uploads/${crypto.randomUUID()}.wav`
  const { S3Uri } = await send<{ readonly S3Uri: string }>('PUT', path, sound)
  return S3Uri
}
