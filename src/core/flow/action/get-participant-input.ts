// Digits from the caller. As a menu it takes one key and branches on it; with StoreInput it
// collects a number and keeps it in `$.StoredCustomerInput`.
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js'
import type { PlaySource } from '../../effect.ts'
import type { JsonObject } from '../../json.ts'
import { isStandIn } from '../../secret-keys.ts'
import type { ActionKind, Deed, FlowView, Happening, Step } from '../action-kind.ts'
import type { Action } from '../flow.ts'
import { inputEncryption } from '../input-encryption.ts'
import { isTrue, isWord, membersOf, wholeNumber } from '../parameter.ts'
import { sourcesOf } from '../prompt-body.ts'

const INPUT_SECONDS = { min: 1, max: 300, usual: 5 }
const INTERDIGIT_SECONDS = { min: 1, max: 20, usual: 5 }
/** More than any phone number or card has. */
const DIGITS_MAX = 100
const TERMINATOR_MAX = 5

/** How long encryption may take. */
const ENCRYPTION_MS = 10_000

/** What was typed so far (stand-ins, when it is to be encrypted), and whether the prompt still plays. */
interface Memory extends JsonObject {
  readonly digits: string
  readonly playing: boolean
  readonly isEncrypting?: boolean
  readonly until?: number
}

export const getParticipantInput: ActionKind = {
  type: 'GetParticipantInput',

  enter(action, view) {
    const { parameters } = action
    if (view.channel !== 'VOICE') return failed([])
    const { EnableDTMFBuffer } = parameters
    if (EnableDTMFBuffer !== undefined && parameters.InputTimeLimitSeconds === undefined) {
      const deed: Deed = { do: 'bufferDigits', enabled: isTrue(EnableDTMFBuffer) }
      return { leave: { by: 'next' }, deeds: [deed] }
    }
    const encryption = inputEncryption(parameters, view)
    if (encryption && 'problem' in encryption) return failed([], encryption.problem)
    const terminator = view.text(membersOf(parameters.DTMFConfiguration).InputTerminationSequence)
    if (terminator.length > TERMINATOR_MAX) return failed([])
    const sources = sourcesOf(parameters, view)
    if (sources === undefined) return failed([])
    if (encryption) return beginSecret(action, view, sources)
    const before = typedBefore(action, view)
    if ('leave' in before.step) return before.step
    const { digits } = before
    const isSkipped = digits !== '' && isTrue(parameters.SkipWhenDTMFBufferEnabled)
    if (sources.length === 0 || isSkipped) {
      const step = listen(action, view, { digits, playing: false })
      return { ...step, deeds: before.deeds }
    }
    const deeds: Deed[] = [...before.deeds, { do: 'play', sources, stopOnDigit: true }]
    return { wait: {}, memory: { digits, playing: true }, deeds }
  },

  resume(action, view, happening, json) {
    return ending(action, heard(action, view, happening, json as Memory))
  },
}

function heard(action: Action, view: FlowView, happening: Happening, memory: Memory): Step {
  if (memory.isEncrypting) return encrypted(happening, memory)
  switch (happening.type) {
    case 'digit':
      if (isTooEarly(action, happening.digit)) return stay(memory)
      return typed(action, view, memory, happening.digit)
    case 'promptEnded':
      if (!memory.playing) return stay(memory)
      if (happening.outcome === 'failed') return failed([])
      return listen(action, view, { ...memory, playing: false })
    case 'timeUp':
      return timeUp(action, view, memory)
    default:
      return stay(memory)
  }
}

/** Keys that were pressed before are readable: they are not taken, and forgotten. */
function beginSecret(action: Action, view: FlowView, sources: readonly PlaySource[]): Step {
  const deeds: Deed[] = [{ do: 'beginSecret' }]
  if (view.bufferedDigits !== undefined) deeds.push({ do: 'setBuffer', digits: '' })
  if (sources.length === 0) {
    return { ...listen(action, view, { digits: '', playing: false }), deeds }
  }
  deeds.push({ do: 'play', sources, stopOnDigit: true })
  return { wait: {}, memory: { digits: '', playing: true }, deeds }
}

/** A key from before its leg knew that they are secret. */
function isTooEarly({ parameters }: Action, digit: string): boolean {
  return parameters.InputEncryption !== undefined && !isStandIn(digit) && !/[*#]/.test(digit)
}

/** Whatever becomes of the input, keys are no secret afterwards. */
function ending({ parameters }: Action, step: Step): Step {
  if (parameters.InputEncryption === undefined || !('leave' in step)) return step
  return { ...step, deeds: [...(step.deeds ?? []), { do: 'endSecret' }] }
}

function encrypted(happening: Happening, memory: Memory): Step {
  if (happening.type === 'timeUp') return failed([], 'The input was not encrypted in time.')
  if (happening.type !== 'encrypted') return stay(memory)
  const { outcome } = happening
  if ('problem' in outcome) return failed([], `The input was not encrypted: ${outcome.problem}`)
  return { leave: { by: 'next' }, deeds: [{ do: 'storeInput', value: outcome.text }] }
}

/** Takes the keys that were pressed before anybody asked; what is more than enough stays for the next. */
function typedBefore(
  action: Action,
  view: FlowView,
): { readonly step: Step; readonly digits: string; readonly deeds: readonly Deed[] } {
  const buffered = view.bufferedDigits ?? ''
  let memory: Memory = { digits: '', playing: false }
  let step: Step = stay(memory)
  for (let count = 0; count < buffered.length; count++) {
    step = typed(action, view, memory, buffered[count] as string)
    const left: Deed = { do: 'setBuffer', digits: buffered.slice(count + 1) }
    if (!('memory' in step)) {
      return { step: { ...step, deeds: [left, ...(step.deeds ?? [])] }, digits: '', deeds: [] }
    }
    memory = step.memory as Memory
  }
  const deeds: Deed[] = buffered === '' ? [] : [{ do: 'setBuffer', digits: '' }]
  return { step, digits: memory.digits, deeds }
}

/** The prompt is over: from now on the caller has so long for the first or next digit. */
function listen(action: Action, view: FlowView, memory: Memory): Step {
  const { parameters } = action
  const first = wholeNumber(
    view.text(parameters.InputTimeLimitSeconds),
    INPUT_SECONDS.min,
    INPUT_SECONDS.max,
  )
  const next = wholeNumber(
    view.text(membersOf(parameters.DTMFConfiguration).InterdigitTimeLimitSeconds),
    INTERDIGIT_SECONDS.min,
    INTERDIGIT_SECONDS.max,
  )
  const seconds =
    memory.digits === '' ? (first ?? INPUT_SECONDS.usual) : (next ?? INTERDIGIT_SECONDS.usual)
  return stay({ ...memory, until: view.now + seconds * 1000 })
}

function stay(memory: Memory): Step {
  return { wait: memory.until === undefined ? {} : { until: memory.until }, memory }
}

function typed(action: Action, view: FlowView, memory: Memory, digit: string): Step {
  const silence: Deed[] = memory.playing ? [{ do: 'stopPlay' }] : []
  if (!isTrue(action.parameters.StoreInput)) {
    return { leave: { by: 'value', value: digit }, deeds: silence }
  }
  const settings = membersOf(action.parameters.DTMFConfiguration)
  const digits = memory.digits + digit
  const terminator = view.text(settings.InputTerminationSequence) || '#'
  if (digits.endsWith(terminator)) {
    return stored(action, view, digits.slice(0, -terminator.length), silence)
  }
  const isCancel = digit === '*' && !isTrue(settings.DisableCancelKey) && !terminator.includes('*')
  const certain = withoutBeginningOf(terminator, digits)
  if (!isCancel && certain.length >= lengthMax(action, view)) {
    return stored(action, view, certain, silence)
  }
  const step = listen(action, view, { digits: isCancel ? '' : digits, playing: false })
  return { ...step, deeds: silence }
}

/** The digits without those at their end that may become a terminator of several keys. */
function withoutBeginningOf(terminator: string, digits: string): string {
  for (let length = terminator.length - 1; length > 0; length--) {
    if (digits.endsWith(terminator.slice(0, length))) return digits.slice(0, -length)
  }
  return digits
}

function lengthMax(action: Action, view: FlowView): number {
  const custom = membersOf(membersOf(action.parameters.InputValidation).CustomValidation)
  return wholeNumber(view.text(custom.MaximumLength), 1, DIGITS_MAX) ?? DIGITS_MAX
}

function timeUp(action: Action, view: FlowView, memory: Memory): Step {
  if (!isTrue(action.parameters.StoreInput)) {
    return { leave: { by: 'error', error: 'InputTimeLimitExceeded' } }
  }
  return stored(action, view, memory.digits, [])
}

/** Input that has ended. Nothing typed is kept as the word `Timeout`, and is no error. */
function stored(action: Action, view: FlowView, digits: string, deeds: readonly Deed[]): Step {
  const encryption = digits === '' ? undefined : inputEncryption(action.parameters, view)
  if (encryption && 'problem' in encryption) return failed(deeds, encryption.problem)
  if (encryption) {
    const until = view.now + ENCRYPTION_MS
    const step = stay({ digits, playing: false, isEncrypting: true, until })
    return { ...step, deeds: [...deeds, { do: 'encryptKeys', keys: digits, ...encryption }] }
  }
  const value = digits === '' ? 'Timeout' : validated(action, view, digits)
  if (value === undefined) return { leave: { by: 'error', error: 'InvalidPhoneNumber' }, deeds }
  return { leave: { by: 'next' }, deeds: [...deeds, { do: 'storeInput', value }] }
}

/** The digits, or the E.164 number when they should be one; undefined when they are none. */
function validated(action: Action, view: FlowView, digits: string): string | undefined {
  const validation = membersOf(action.parameters.InputValidation).PhoneNumberValidation
  if (validation === undefined) return digits
  const { NumberFormat: format, CountryCode: code } = membersOf(validation)
  const isLocal = isWord(format, 'Local')
  const country = view.text(code).toUpperCase()
  const number = isLocal
    ? parsePhoneNumberFromString(digits, countryOf(country) ?? 'US')
    : parsePhoneNumberFromString(`+${digits}`)
  return number?.isValid() ? number.number : undefined
}

function countryOf(code: string): CountryCode | undefined {
  return isSupportedCountry(code) ? code : undefined
}

function failed(deeds: readonly Deed[], why?: string): Step {
  const reason: Deed[] = why === undefined ? [] : [{ do: 'log', result: why }]
  return { leave: { by: 'error', error: 'NoMatchingError' }, deeds: [...deeds, ...reason] }
}
