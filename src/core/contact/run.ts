// Runs flows for the participants of a contact: starts a run, gives it what happens, carries out
// its deeds, and says by a signal when it is over.
import { assertNever } from '../assert.ts'
import type { FlowType } from '../directory/document.ts'
import type { Deed, Happening } from '../flow/action-kind.ts'
import type { Action } from '../flow/flow.ts'
import type { FlowProbe } from '../flow/flow-probe.ts'
import type { FlowRun } from '../flow/flow-run.ts'
import { resume, start, type Walked, type Walker } from '../flow/interpreter.ts'
import type { ServiceInput } from '../input.ts'
import type { ServiceQuestion } from '../service.ts'
import type { Handover, World } from '../world.ts'
import type { Contact } from './contact.ts'
import { contactFlowView } from './contact-flow-view.ts'
import { placeInQueue } from './place-in-queue.ts'

interface NewRun {
  readonly role: 'customer' | 'agent'
  readonly legId: string
  readonly flowId: string
}

/**
 * Starts a flow for a participant, in place of whatever ran for that participant before. Answers
 * false when there is no such flow; otherwise `run.ended` follows, at once or later.
 */
export function startRun(world: World, contact: Contact, { role, legId, flowId }: NewRun): boolean {
  const flowKey = world.flowKeys.get(flowId)
  const document = world.directory.get('contact-flow', flowId)
  if (flowKey === undefined || !document || !world.flowByKey(flowKey)) return false
  const run: FlowRun = {
    runId: world.chance.uuid(),
    role,
    legId,
    flowId,
    flowKey,
    flowType: document.Type as FlowType,
    counts: {},
    flowAttributes: {},
  }
  setRun(contact, role, run)
  proceed(world, contact, run, start)
  return true
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
  if (happening.type === 'answered' || happening.type === 'timeUp') delete run.asking
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

/** Ends a participant's run without a word. What it plays goes on until `silence`. */
export function stopRun(world: World, contact: Contact, role: 'customer' | 'agent'): void {
  const run = runOf(contact, role)
  if (!run) return
  setRun(contact, role, undefined)
  world.releaseFlow(run.flowKey)
}

/** Stops what a leg hears from us. */
export function silence(world: World, contact: Contact, legId: string): void {
  world.effect({ type: 'leg.stopPlay', node: contact.node, legId, playId: '*' })
}

/** Hangs up a leg and forgets whose it was. */
export function dropLeg(world: World, contact: Contact, legId: string): void {
  world.legs.delete(legId)
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
  else delete contact[member]
}

function proceed(
  world: World,
  contact: Contact,
  run: FlowRun,
  go: (walker: Walker) => Walked,
): void {
  const flow = world.flowByKey(run.flowKey)
  if (!flow) return
  const deeds = new Deeds(world, contact, run)
  const walked = go({
    flow,
    view: contactFlowView(world, contact, run),
    perform: deed => deeds.perform(deed),
    setCount(action: Action, count: number) {
      run.counts[action.identifier] = count
    },
    passed() {},
    ...(world.probe && probed(world.probe, contact, run)),
  })
  if ('waiting' in walked) {
    run.position = walked.waiting
    if (walked.waiting.until !== undefined) {
      world.wakeContact(contact.contactId, walked.waiting.until)
    }
    return
  }
  setRun(contact, run.role, undefined)
  world.releaseFlow(run.flowKey)
  world.signals.push({
    type: 'run.ended',
    contactId: contact.contactId,
    run,
    handover: deeds.handover,
  })
}

/** What the walker tells a probe, with the place it speaks of. */
function probed(
  probe: FlowProbe,
  { contactId }: Contact,
  { role, flowId }: FlowRun,
): Pick<Walker, 'entered' | 'left' | 'intercept'> {
  const place = (action: Action) => ({ contactId, role, flowId, action })
  return {
    entered: action => probe.entered?.(place(action)),
    left: (action, leave, next) => probe.left?.(place(action), leave, next),
    intercept: action => probe.intercept?.(place(action)),
  }
}

/** Carries out the deeds of one walk. */
class Deeds {
  handover: Handover | undefined
  readonly #world: World
  readonly #contact: Contact
  readonly #run: FlowRun

  constructor(world: World, contact: Contact, run: FlowRun) {
    this.#world = world
    this.#contact = contact
    this.#run = run
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
      case 'setAttributes':
        contact.attributes = { ...contact.attributes, ...deed.attributes }
        return true
      case 'setFlowAttributes':
        this.#run.flowAttributes = { ...this.#run.flowAttributes, ...deed.attributes }
        return true
      case 'setContactData':
        contact.data = { ...contact.data, ...deed.data }
        return true
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
        contact.priority = deed.priority ?? contact.priority
        contact.ageAdjustmentMs = deed.ageAdjustmentMs ?? contact.ageAdjustmentMs
        if (contact.stage.name === 'queued') {
          placeInQueue(this.#world, contact, contact.stage.queueId)
        }
        return true
      case 'log':
        return true
      case 'enqueue':
        return this.#handOver({ to: 'queue', queueId: deed.queueId })
      case 'transferToFlow':
        return this.#handOver({ to: 'flow', flowId: deed.flowId })
      case 'disconnect':
        return this.#handOver({ to: 'nobody' })
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
    this.#world.effect({
      type: 'leg.play',
      node: this.#contact.node,
      legId: this.#run.legId,
      playId,
      sources: deed.sources,
      loop: deed.loop ?? false,
      stopOnDigit: deed.stopOnDigit ?? false,
    })
  }

  #ask(question: ServiceQuestion): void {
    const askId = this.#world.chance.uuid()
    this.#run.asking = { askId, question }
    const { contactId } = this.#contact
    this.#world.effect({ type: 'service.ask', contactId, askId, question })
  }

  #stopPlay(): void {
    const { playId, legId } = this.#run
    if (playId === undefined) return
    delete this.#run.playId
    this.#world.effect({ type: 'leg.stopPlay', node: this.#contact.node, legId, playId })
  }
}
