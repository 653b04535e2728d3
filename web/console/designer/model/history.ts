// What was, what is, and what was undone.
import type { FlowDocument } from './flow-text.ts'

export interface History {
  readonly past: readonly FlowDocument[]
  readonly now: FlowDocument
  readonly future: readonly FlowDocument[]
  /** Changes of one kind in a row are one step: typing into a field is not undone letter by letter. */
  readonly step?: string
}

const STEPS_MAX = 200

export function begin(now: FlowDocument): History {
  return { past: [], now, future: [] }
}

export function changed(history: History, now: FlowDocument, step?: string): History {
  if (now === history.now) return history
  const isSameStep = step !== undefined && step === history.step
  const past = isSameStep ? history.past : [...history.past, history.now].slice(-STEPS_MAX)
  return { past, now, future: [], ...(step !== undefined && { step }) }
}

export function undone(history: History): History {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future] }
}

export function redone(history: History): History {
  const [after, ...future] = history.future
  if (after === undefined) return history
  return { past: [...history.past, history.now], now: after, future }
}
