import type { ActionKind } from '../action-kind.ts'

/** Chooses the voice that speaks from here on. Other channels have none to choose. */
export const updateContactTextToSpeechVoice: ActionKind = {
  type: 'UpdateContactTextToSpeechVoice',

  enter({ parameters }, view) {
    if (view.channel !== 'VOICE') return { leave: { by: 'next' } }
    const voice = view.text(parameters.TextToSpeechVoice)
    if (voice === '') return { leave: { by: 'error', error: 'NoMatchingError' } }
    const engine = view.text(parameters.TextToSpeechEngine).toLowerCase()
    const style = view.text(parameters.TextToSpeechStyle)
    const deed = {
      do: 'setVoice',
      voice,
      ...(engine !== '' && { engine }),
      ...(style !== '' && { style }),
    } as const
    return { leave: { by: 'next' }, deeds: [deed] }
  },
}
