import type { Operation } from '../operation.ts'
import { changeRecording } from '../record-by-hand.ts'

export const stopContactRecording: Operation<'StopContactRecording'> = changeRecording('stop')
