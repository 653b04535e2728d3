import type { Operation } from '../operation.ts'
import { changeRecording } from '../record-by-hand.ts'

export const resumeContactRecording: Operation<'ResumeContactRecording'> = changeRecording('resume')
