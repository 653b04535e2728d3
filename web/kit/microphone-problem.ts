// Why there is no microphone, in one word, and what the user can do about it.
import { messages } from './messages.ts'

/** Refused; not there; used by another program; page neither on https nor on this machine; other. */
export type MicrophoneProblem = 'denied' | 'none' | 'inUse' | 'insecure' | 'failed'

export function explainMicrophone(problem: MicrophoneProblem): {
  readonly title: string
  readonly help: string
} {
  const { microphone } = messages
  return { title: microphone[problem], help: microphone[`${problem}Help`] }
}
