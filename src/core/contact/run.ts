// Runs flows for the participants of a contact: starts a run, gives it what happens, carries out
// its deeds, and says by a signal when it is over.
import { assert, assertNever } from '../assert.ts'
import type { Deed, FlowView, Happening, Leave, ModuleView } from '../flow/action-kind.ts'
import type { Action, Flow } from '../flow/flow.ts'
import type { FlowProbe } from '../flow/flow-probe.ts'
import { enterModule, type FlowRun, flowKeysOf, leaveModule } from '../flow/flow-run.ts'
import { type Returned, resume, start, type Walked, type Walker } from '../flow/interpreter.ts'
import type { ServiceInput } from '../input.ts'
import type { JsonObject } from '../json.ts'
import { runningFlow } from '../running-version.ts'
import type { ServiceQuestion } from '../service.ts'
import type { Handover, World } from '../world.ts'
import { type Contact, isVoice } from './contact.ts'
import { contactFlowView, relatedContact } from './contact-flow-view.ts'
import { performDataDeed } from './data-deeds.ts'
import { flowLeft } from './flow-fact.ts'
import { FlowLog } from './flow-log.ts'
import { recordAutomated } from './recording.ts'
import { setRoutingBehavior } from './routing-behavior.ts'
import { endSecret, performSecret } from './secret-input.ts'
import { performTelephony } from './telephony-deeds.ts'
import { dropThirdParty } from './third-party-call.ts'
import { performWritten } from './written-deed.ts'

export interface NewRun {
  readonly role: 'customer' | 'agent'
  readonly isEvent?: true
  readonly legId: string
  readonly flowId: string
  /** The flow that passes the contact on to this one. */
  readonly previousFlowId?: string
}

/**
 * Starts a flow for a participant, in place of whatever ran for that participant before. Answers
 * false when there is no such flow; otherwise `run.ended` follows, at once or later.
 */
export function startRun(
  world: World,
  contact: Contact,
  { role, legId, flowId, isEvent, previousFlowId }: NewRun,
): boolean {
  const flow = runningFlow(world, flowId)
  if (!flow || !world.flowByKey(flow.flowKey)) return false
  const run: FlowRun = {
    runId: world.chance.uuid(),
    role,
    legId,
    ...(isEvent && { isEvent }),
    flowId: flow.flowId,
    flowKey: flow.flowKey,
    flowType: flow.document.Type,
    startedAt: world.now,
    ...(previousFlowId !== undefined && { previousFlowId }),
    counts: {},
    flowAttributes: {},
  }
  setRun(contact, role, run)
  contact.firstFlowId ??= run.flowId
  proceed(world, contact, run, start)
  return true
}

/** Starts a flow of ours for the customer that nobody has made: what it says is kept as long as it runs. */
export function startContent(
  world: World,
  contact: Contact,
  { flowId, flowKey, content }: { flowId: string; flowKey: string; content: string },
): void {
  world.flowTexts.set(flowKey, content)
  const run: FlowRun = {
    runId: world.chance.uuid(),
    role: 'customer',
    legId: contact.customerLegId,
    flowId,
    flowKey,
    flowType: 'CONTACT_FLOW',
    startedAt: world.now,
    counts: {},
    flowAttributes: {},
  }
  setRun(contact, 'customer', run)
  proceed(world, contact, run, start)
}

/** Gives a happening to a participant's run, if there is one that waits. */
export function resumeRun(
  world: World,
  contact: Contact,
  role: 'customer' | 'agent',
  happening: Happening,
): void {
  const run = runOf(contact, role)
  const position = run?.position
  if (!run || !position) return
  // Whatever the action makes of it, an answer is taken once, and one that is late not at all.
  if (happening.type === 'answered' || happening.type === 'timeUp') run.asking = undefined
  proceed(world, contact, run, walker => resume(walker, position, happening))
}

/** Gives an answer to the run that asked for it; it does nothing when nobody waits for it any more. */
export function serviceAnswered(world: World, contact: Contact, input: ServiceInput): void {
  for (const role of ['customer', 'agent'] as const) {
    if (runOf(contact, role)?.asking?.askId !== input.askId) continue
    resumeRun(world, contact, role, { type: 'answered', answer: input.answer })
    return
  }
}

/**
 * Ends a participant's run without a word. What it plays goes on until `silence`; somebody whom it
 * called in goes with it, unless told otherwise.
 */
export function stopRun(
  world: World,
  contact: Contact,
  role: 'customer' | 'agent',
  { keepThirdParty = false }: { readonly keepThirdParty?: boolean } = {},
): void {
  const run = runOf(contact, role)
  if (!run) return
  if (run.runId === contact.thirdParty?.runId && !keepThirdParty) dropThirdParty(world, contact)
  flowLeft(world, contact, run, 'stopped')
  endRun(world, contact, run)
}

function endRun(world: World, contact: Contact, run: FlowRun): void {
  setRun(contact, run.role, undefined)
  endSecret(world, contact.node, run)
  for (const flowKey of flowKeysOf(run)) world.releaseFlow(flowKey)
}

/** Stops what a leg hears from us. */
export function silence(world: World, contact: Contact, legId: string): void {
  if (!isVoice(contact) || legId === '' || contact.node === '') return
  world.effect({ type: 'leg.stopPlay', node: contact.node, legId, playId: '*' })
}

/** Hangs up a leg and forgets whose it was. */
export function dropLeg(world: World, contact: Contact, legId: string): void {
  if (!isVoice(contact)) return
  world.legs.delete(legId)
  if (contact.node === '') return
  world.effect({ type: 'leg.hangUp', node: contact.node, legId })
}

/** Wakes the runs whose waiting time is over. */
export function wakeRuns(world: World, contact: Contact): void {
  for (const role of ['customer', 'agent'] as const) {
    const until = runOf(contact, role)?.position?.until
    if (until !== undefined && until <= world.now) {
      resumeRun(world, contact, role, { type: 'timeUp' })
    }
  }
}

function runOf(contact: Contact, role: 'customer' | 'agent'): FlowRun | undefined {
  return role === 'customer' ? contact.customerRun : contact.agentRun
}

function setRun(contact: Contact, role: 'customer' | 'agent', run: FlowRun | undefined): void {
  const member = role === 'customer' ? 'customerRun' : 'agentRun'
  if (run) contact[member] = run
  else contact[member] = undefined
}

function proceed(
  world: World,
  contact: Contact,
  run: FlowRun,
  go: (walker: Walker) => Walked,
): void {
  if (!world.flowByKey(run.flowKey)) return
  const walker = world.probe
    ? new ProbedWalker(world, contact, run, world.probe)
    : new RunWalker(world, contact, run)
  const walked = go(walker)
  if ('waiting' in walked) {
    run.position = walked.waiting
    if (walked.waiting.until !== undefined) {
      world.wakeContact(contact.contactId, walked.waiting.until)
    }
    return
  }
  flowLeft(world, contact, run, walker.handover ?? 'ended')
  endRun(world, contact, run)
  world.signals.push({
    type: 'run.ended',
    contactId: contact.contactId,
    run,
    handover: walker.handover,
  })
}

/** What the run is in now: the flow or a module. */
function contentOf(world: World, run: FlowRun): Flow {
  const flow = world.flowByKey(run.flowKey)
  assert(flow, `the content ${run.flowKey} is kept as long as somebody is in it`)
  return flow
}

function goBack(world: World, run: FlowRun, returned: Returned): Action | undefined {
  const module = run.flowKey
  const caller = leaveModule(run, returned)
  if (caller === undefined) return undefined
  world.releaseFlow(module)
  return contentOf(world, run).actions.get(caller)
}

/** Made for every step of every flow, so it is one object of one shape. */
class RunWalker implements Walker {
  readonly view: FlowView
  readonly #world: World
  readonly #run: FlowRun
  readonly #log: FlowLog
  readonly #deeds: Deeds

  constructor(world: World, contact: Contact, run: FlowRun) {
    this.view = contactFlowView(world, contact, run)
    this.#world = world
    this.#run = run
    this.#log = new FlowLog(world, contact, run, this.view)
    this.#deeds = new Deeds(world, contact, run, this.#log)
  }

  get flow() {
    return contentOf(this.#world, this.#run)
  }

  get handover() {
    return this.#deeds.handover
  }

  perform(deed: Deed): boolean {
    return this.#deeds.perform(deed)
  }

  call(from: Action, module: ModuleView, input: JsonObject): boolean {
    if (!this.#world.flowByKey(module.flowKey)) return false
    enterModule(this.#run, from.identifier, module, input)
    return true
  }

  back(returned: Returned): Action | undefined {
    return goBack(this.#world, this.#run, returned)
  }

  setCount(action: Action, count: number): void {
    this.#run.counts[action.identifier] = count
  }

  entered(action: Action): void {
    this.#log.entered(action)
  }

  waits(action: Action): void {
    this.#log.waits(action)
  }

  resumed(action: Action): void {
    this.#log.resumed(action)
  }

  passed(action: Action, leave: Leave | 'ended'): void {
    this.#log.passed(action, leave)
  }
}

/** The same, telling a probe of each place it comes to. */
class ProbedWalker extends RunWalker {
  readonly #probe: FlowProbe
  readonly #contactId: string
  readonly #of: FlowRun

  constructor(world: World, contact: Contact, run: FlowRun, probe: FlowProbe) {
    super(world, contact, run)
    this.#probe = probe
    this.#contactId = contact.contactId
    this.#of = run
  }

  override entered(action: Action): void {
    super.entered(action)
    this.#probe.entered?.(this.#place(action))
  }

  left(action: Action, leave: Leave | 'ended', next: string | undefined): void {
    this.#probe.left?.(this.#place(action), leave, next)
  }

  intercept(action: Action) {
    return this.#probe.intercept?.(this.#place(action))
  }

  #place(action: Action) {
    const { role, flowId } = this.#of
    return { contactId: this.#contactId, role, flowId, action, view: this.view }
  }
}

/** Carries out the deeds of one walk. */
class Deeds {
  handover: Handover | undefined
  readonly #world: World
  readonly #contact: Contact
  readonly #run: FlowRun
  readonly #log: FlowLog

  constructor(world: World, contact: Contact, run: FlowRun, log: FlowLog) {
    this.#world = world
    this.#contact = contact
    this.#run = run
    this.#log = log
  }

  /** Answers false when the flow must stop here. */
  perform(deed: Deed): boolean {
    const contact = this.#contact
    switch (deed.do) {
      case 'play':
        this.#play(deed)
        return true
      case 'stopPlay':
        this.#stopPlay()
        return true
      case 'setAttributes': {
        const owner = deed.of === 'related' ? relatedContact(this.#world, contact) : contact
        if (owner) owner.attributes = { ...owner.attributes, ...deed.attributes }
        return true
      }
      case 'setFlowAttributes':
        this.#run.flowAttributes = { ...this.#run.flowAttributes, ...deed.attributes }
        return true
      case 'setContactData': {
        const owner = deed.of === 'related' ? relatedContact(this.#world, contact) : contact
        if (owner) owner.data = { ...owner.data, ...deed.data }
        return true
      }
      case 'storeInput':
        contact.storedInput = deed.value
        return true
      case 'ask':
        this.#ask(deed.question)
        return true
      case 'setNamespace': {
        const owner = deed.of === 'run' ? this.#run : contact
        owner.namespaces = { ...owner.namespaces, [deed.name]: deed.value }
        return true
      }
      case 'setTargetQueue':
        contact.targetQueueId = deed.queueId
        return true
      case 'setVoice':
        contact.voice = {
          voice: deed.voice,
          engine: deed.engine ?? contact.voice.engine,
          ...(deed.style === undefined ? {} : { style: deed.style }),
        }
        return true
      case 'setLogging':
        contact.loggingEnabled = deed.enabled
        return true
      case 'setRecording':
        contact.recordingBehavior = deed.behavior
        recordAutomated(this.#world, contact)
        return true
      case 'setEventHook':
        contact.hooks = {
          ...contact.hooks,
          [deed.hook]: {
            ...(deed.flowId === undefined ? {} : { flowId: deed.flowId }),
            ...(deed.disabled === undefined ? {} : { disabled: deed.disabled }),
          },
        }
        return true
      case 'setRoutingBehavior':
        setRoutingBehavior(this.#world, contact, deed)
        return true
      case 'log':
        this.#log.remark(deed.result)
        return true
      case 'tag':
      case 'writeDataTable':
      case 'untag':
      case 'setReferences':
      case 'setSegmentAttributes':
        performDataDeed(this.#world, contact, deed)
        return true
      case 'callThirdParty':
      case 'dropThirdParty':
      case 'completeCall':
      case 'setCallbackNumber':
      case 'createCallback':
      case 'holdPrevious':
      case 'bufferDigits':
      case 'setBuffer':
      case 'setAnalytics':
        performTelephony(this.#world, contact, this.#run, deed)
        return true
      case 'beginSecret':
      case 'encryptKeys':
      case 'endSecret':
        performSecret(this.#world, contact, this.#run, deed)
        return true
      case 'transferToAgent':
        return this.#handOver({ to: 'agent', agentId: deed.agentId })
      case 'enqueue':
        return this.#handOver({ to: 'queue', queueId: deed.queueId })
      case 'transferToFlow':
        return this.#handOver({ to: 'flow', flowId: deed.flowId })
      case 'disconnect':
        return this.#handOver({ to: 'nobody' })
      case 'send':
      case 'showView':
      case 'createTask':
      case 'rehydrate':
      case 'setChatProcessor':
      case 'resumeContact':
        performWritten(this.#world, contact, this.#run, deed)
        return true
      default:
        return assertNever(deed)
    }
  }

  #handOver(handover: Handover): false {
    this.handover = handover
    return false
  }

  #play(deed: Extract<Deed, { do: 'play' }>): void {
    const playId = this.#world.chance.uuid()
    this.#run.playId = playId
    if (this.#run.role === 'customer' && !this.#contact.customerPresent) {
      const { contactId } = this.#contact
      this.#world.signals.push({ type: 'play.unheard', contactId, playId })
      return
    }
    const { sources, loop = false, stopOnDigit = false } = deed
    const { node, asksFor } = this.#contact
    const { legId } = this.#run
    if (asksFor !== undefined) this.#run.playing = { sources, loop, stopOnDigit }
    this.#world.effect({ type: 'leg.play', node, legId, playId, sources, loop, stopOnDigit })
  }

  #ask(question: ServiceQuestion): void {
    const askId = this.#world.chance.uuid()
    this.#run.asking = { askId, question }
    // A bot is given no keys that were meant for something else.
    if (question.service === 'bot' && this.#contact.digitBuffer) this.#contact.digitBuffer = ''
    const { contactId } = this.#contact
    this.#world.effect({ type: 'service.ask', contactId, askId, question })
  }

  #stopPlay(): void {
    const { playId, legId } = this.#run
    if (playId === undefined) return
    this.#run.playId = undefined
    this.#world.effect({ type: 'leg.stopPlay', node: this.#contact.node, legId, playId })
  }
}
