import { apiResource, call } from '../api-resource.ts'
import { PlayPrompt } from '../editor/play-prompt.tsx'
import { SoundEditor, uploadSound } from '../editor/sound-editor.tsx'
import { editorTexts } from '../texts/editor-texts.ts'
import type { Values } from '../values.ts'

export const prompts = apiResource({
  key: 'prompts',
  kind: 'prompt',
  columns: [{ name: 'Description', label: 'description' }],
  fields: [
    { name: 'Name', label: 'name', kind: 'text', required: true },
    { name: 'Description', label: 'description', kind: 'longText' },
    {
      name: 'Sound',
      label: 'sound',
      kind: 'own',
      Editor: SoundEditor,
      required: true,
      only: 'create',
    },
    { name: 'Sound', label: 'sound', kind: 'own', Editor: SoundEditor, only: 'edit' },
  ],
  tabs: [{ id: 'play', label: editorTexts.listen, Content: PlayPrompt }],
  api: {
    id: 'PromptId',
    arn: 'PromptARN',
    search: 'SearchPrompts',
    found: 'Prompts',
    describe: 'DescribePrompt',
    described: 'Prompt',
    create: 'CreatePrompt',
    beforeCreate: withSound,
    updates: [{ operation: 'UpdatePrompt', members: ['Name', 'Description'] }],
    remove: 'DeletePrompt',
    async afterUpdate({ id }, after) {
      if (!(after.Sound instanceof File)) return
      const { S3Uri } = await withSound(after)
      await call('UpdatePrompt', { PromptId: id, S3Uri })
    },
  },
})

async function withSound({ Sound, ...values }: Values): Promise<Values> {
  return { ...values, S3Uri: await uploadSound(Sound) }
}
