// What a flow reads: is it ever set, does its namespace exist, can a reference made of it be one?
import type { Json } from '../../json.ts'
import type { Action } from '../flow.ts'
import { isPath, pathsIn } from '../json-path.ts'
import { isWord, membersOf } from '../parameter.ts'
import { reachable } from './check-paths.ts'
import type { Checking } from './checking.ts'
import { waysBetween } from './ways-between.ts'

/** Namespaces that are there from the start or are set outside of the flow. FLOW_LANGUAGE §2. */
const GIVEN: ReadonlySet<string> = new Set([
  'AdditionalEmailRecipients',
  'Agent',
  'AwsRegion',
  'Capabilities',
  'Case',
  'Channel',
  'ContactId',
  'Customer',
  'CustomerEndpoint',
  'CustomerId',
  'Description',
  'Email',
  'InitialContactId',
  'InitiationMethod',
  'InstanceARN',
  'LanguageCode',
  'Lex',
  'Media',
  'MediaStreams',
  'Name',
  'PreviousContactId',
  'Queue',
  'References',
  'RelatedContactId',
  'SegmentAttributes',
  'StoredCustomerInput',
  'SystemEndpoint',
  'Tags',
  'Task',
  'TextToSpeechVoiceId',
  'Wisdom',
])

/** Namespaces that only an action of the same flow fills, and which. */
const FILLED_BY: Readonly<Record<string, readonly string[]>> = {
  External: ['InvokeLambdaFunction', 'InvokeFlowModule'],
  LambdaInvocation: ['InvokeLambdaFunction', 'InvokeFlowModule'],
  Views: ['ShowView', 'InvokeFlowModule'],
  Metrics: ['GetMetricData', 'InvokeFlowModule'],
  DataTables: ['EvaluateDataTableValues'],
  DataTableList: ['ListDataTableValues'],
  Loop: ['Loop'],
  Modules: ['InvokeFlowModule'],
}

/** A module shares its attributes with the flow: any may be set after it. */
const ANY_ATTRIBUTE = 'Attributes.*'

export function checkAttributes(checking: Checking): void {
  const { flow, findings } = checking
  const told = new Set<string>()
  const isSetBefore = settersOf(checking)
  // In the order of the flow, so that the first who reads is the one that is told.
  for (const action of flow.actions.values()) {
    const before = isSetBefore(action.identifier)
    if (!before) continue
    for (const path of pathsReadBy(action)) {
      const fault = faultOf(path, before, checking)
      if (!fault || told.has(fault.about)) continue
      told.add(fault.about)
      findings.warning(fault.code, fault.message, action.identifier)
    }
    checkReferences(action, checking)
  }
}

/** Is `Namespace` or `Namespace.key` set on some path to an action? */
type SetBefore = (name: string) => boolean

/** Answers per action, undefined for one that no path comes to. */
function settersOf(checking: Checking): (identifier: string) => SetBefore | undefined {
  const reached = reachable(checking)
  const after = waysBetween(checking, reached)
  const setters = new Map<string, string[]>()
  for (const action of checking.flow.actions.values()) {
    if (!reached.has(action.identifier)) continue
    for (const name of setBy(action)) {
      const known = setters.get(name)
      if (known) known.push(action.identifier)
      else setters.set(name, [action.identifier])
    }
  }
  return identifier => {
    if (!reached.has(identifier)) return undefined
    const known = new Map<string, boolean>()
    return name => {
      const isKnown = known.get(name)
      if (isKnown !== undefined) return isKnown
      const isSet = (setters.get(name) ?? []).some(each => after.get(each)?.has(identifier))
      known.set(name, isSet)
      return isSet
    }
  }
}

/** What the action sets, as `Namespace` or `Namespace.key`. */
function setBy({ type, parameters }: Action): readonly string[] {
  const namespaces = Object.keys(FILLED_BY).filter(name => FILLED_BY[name]?.includes(type))
  if (type === 'UpdateFlowAttributes') {
    return Object.keys(membersOf(parameters.FlowAttributes)).map(key => `FlowAttributes.${key}`)
  }
  if (type === 'InvokeFlowModule') return [...namespaces, ANY_ATTRIBUTE]
  if (type !== 'UpdateContactAttributes' || isWord(parameters.TargetContact, 'Related')) {
    return namespaces
  }
  return Object.keys(membersOf(parameters.Attributes)).map(key => `Attributes.${key}`)
}

function pathsReadBy({ parameters, conditions }: Action): readonly (readonly string[])[] {
  const texts = [...textsIn(parameters as Json), ...conditions.flatMap(each => each.operands)]
  return texts.flatMap(pathsIn)
}

function textsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(each => textsIn(each as Json))
}

interface Fault {
  readonly code: 'attributeNotSet' | 'unknownNamespace'
  /** What is told once per flow. */
  readonly about: string
  readonly message: string
}

function faultOf(
  [namespace = '', key = '']: readonly string[],
  isSetBefore: SetBefore,
  { kind }: Checking,
): Fault | undefined {
  if (GIVEN.has(namespace)) return undefined
  const about = namespace.endsWith('Attributes') ? `${namespace}.${key}` : namespace
  if (namespace === 'Attributes') {
    if (isSetBefore(about) || isSetBefore(ANY_ATTRIBUTE)) return undefined
    const message = `$.${about} is read, and no path here sets it before: it is empty unless it comes with the contact.`
    return { code: 'attributeNotSet', about, message }
  }
  if (namespace === 'FlowAttributes') {
    if (isSetBefore(about)) return undefined
    const message = `$.${about} is read, and no path sets it before, so it is empty: set it with UpdateFlowAttributes.`
    return { code: 'attributeNotSet', about, message }
  }
  const fillers = FILLED_BY[namespace]
  if (!fillers) {
    const message = `There is no namespace $.${namespace}, so this is always empty: see the attributes a flow can read.`
    return { code: 'unknownNamespace', about, message }
  }
  // A module sees what its caller got.
  if (kind === 'MODULE' || isSetBefore(namespace)) return undefined
  const message = `$.${namespace} is read, and no path here fills it before, so it is empty: use ${fillers[0]} first.`
  return { code: 'attributeNotSet', about, message }
}

/** References by a path whose every value is known, and none of them is a thing that exists. */
function checkReferences(action: Action, checking: Checking): void {
  const { rules, findings, references } = checking
  for (const [name, rule] of Object.entries(rules.get(action.type)?.parameters ?? {})) {
    const value = action.parameters[name]
    if (rule.kind !== 'text' || !rule.reference || typeof value !== 'string') continue
    if (!isPath(value)) continue
    const [path = []] = pathsIn(value)
    const { reference } = rule
    const values = valuesOf(path, checking)
    const exists = (each: string) => references.exists(reference, each)
    if (!isName(path) && (values === undefined || values.some(exists))) continue
    const message = `${name} is ${value}, which is never the id or ARN of a ${reference}: set it to one.`
    findings.warning('unresolvedReference', message, action.identifier)
  }
}

/** A name is no id; the user name of an agent is taken for one in real flows. */
function isName(path: readonly string[]): boolean {
  return path.join('.') === 'Queue.Name'
}

/** Every value the flow gives an attribute; undefined when it may have others. */
function valuesOf(
  [namespace = '', key = '']: readonly string[],
  { flow }: Checking,
): readonly string[] | undefined {
  if (namespace !== 'Attributes' && namespace !== 'FlowAttributes') return undefined
  const values: string[] = []
  for (const { type, parameters } of flow.actions.values()) {
    if (type === 'InvokeFlowModule' && namespace === 'Attributes') return undefined
    if (type !== `Update${namespace === 'Attributes' ? 'Contact' : 'Flow'}Attributes`) continue
    const given = membersOf(parameters[namespace])[key]
    const value = namespace === 'FlowAttributes' ? membersOf(given).Value : given
    if (value === undefined) continue
    if (typeof value !== 'string' || pathsIn(value).length > 0) return undefined
    values.push(value)
  }
  return values.length === 0 ? undefined : values
}
