// The states of the browser phone. Pure: phone-call.ts feeds it, the page draws it.
import type { PhoneServerMessage } from '../../src/api/contract/phone-stream.ts'
import type { MicrophoneProblem } from '../kit/microphone-problem.ts'

/** idle → microphone → calling → ringing → connected → ended → (a new call) */
export type PhoneState =
  | { readonly name: 'idle' }
  | { readonly name: 'microphone'; readonly to: string }
  | { readonly name: 'calling' | 'ringing'; readonly to: string; readonly linkLost: boolean }
  | {
      readonly name: 'connected'
      readonly to: string
      readonly since: number
      readonly linkLost: boolean
    }
  | {
      readonly name: 'ended'
      readonly to: string
      /** Undefined when the call never connected. */
      readonly talkedMs: number | undefined
      /** A code of ours, or a sentence of the server; undefined when it was an ordinary end. */
      readonly reason: string | undefined
      readonly problem?: MicrophoneProblem
    }

export type PhoneEvent =
  | { readonly type: 'call'; readonly to: string }
  | { readonly type: 'microphoneReady' }
  | { readonly type: 'microphoneMissing'; readonly problem: MicrophoneProblem }
  | { readonly type: 'heard'; readonly message: PhoneServerMessage }
  | { readonly type: 'link'; readonly lost: boolean }
  | { readonly type: 'ended'; readonly reason?: string }

/** Reasons that need no words: the call simply came to its end. */
const ORDINARY_ENDS = ['hungUp', 'ours', '', 'The call has ended.']

export function reducePhoneState(state: PhoneState, event: PhoneEvent, now: number): PhoneState {
  if (event.type === 'call') return { name: 'microphone', to: event.to }
  if (state.name === 'idle' || state.name === 'ended') return state
  switch (event.type) {
    case 'microphoneReady':
      return { name: 'calling', to: state.to, linkLost: false }
    case 'microphoneMissing':
      return { ...ended(state, undefined, now), problem: event.problem }
    case 'link':
      return state.name === 'microphone' ? state : { ...state, linkLost: event.lost }
    case 'ended':
      return ended(state, event.reason, now)
    case 'heard':
      return heard(state, event.message, now)
    default:
      throw new Error(`unexpected ${JSON.stringify(event satisfies never)}`)
  }
}

type Going = Exclude<PhoneState, { readonly name: 'idle' | 'ended' }>
type Ended = Extract<PhoneState, { readonly name: 'ended' }>

function heard(state: Going, message: PhoneServerMessage, now: number): PhoneState {
  switch (message.type) {
    case 'answer':
      return state
    case 'ringing':
      return state.name === 'connected' ? state : { name: 'ringing', to: state.to, linkLost: false }
    case 'connected':
      // Said again after a resumed call: the timer goes on.
      return state.name === 'connected'
        ? { ...state, linkLost: false }
        : { name: 'connected', to: state.to, since: now, linkLost: false }
    case 'ended':
      return ended(state, message.reason, now)
    case 'refused':
      return ended(state, message.message, now)
    default:
      throw new Error(`unexpected ${JSON.stringify(message satisfies never)}`)
  }
}

function ended(state: Going, reason: string | undefined, now: number): Ended {
  return {
    name: 'ended',
    to: state.to,
    talkedMs: state.name === 'connected' ? now - state.since : undefined,
    reason: reason === undefined || ORDINARY_ENDS.includes(reason) ? undefined : reason,
  }
}
