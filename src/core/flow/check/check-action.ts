import { actions as builtActions } from '../actions.ts'
import type { Action } from '../flow.ts'
import { isTrue, membersOf } from '../parameter.ts'
import type { ActionRule } from '../rule/action-rule.ts'
import { checkConditions, checkErrorBranches, hasBranch, needBranch } from './check-branches.ts'
import { checkParameters } from './check-parameters.ts'
import type { Checking } from './checking.ts'

/** What can be said of one action alone. */
export function checkAction(action: Action, checking: Checking): void {
  const { findings, rules } = checking
  checkTransitions(action, checking)
  const { type, identifier } = action
  const rule = rules.get(type)
  if (!rule) {
    const message = `There is no action type "${type}": replace it by one of the flow language.`
    findings.error('unknownType', message, identifier)
    return
  }
  checkKind(action, rule, checking)
  if (!builtActions.has(type)) {
    const message = `${type} is not supported yet; it takes its error branch.`
    findings.warning('notBuilt', message, identifier)
  }
  checkParameters(action, rule, checking)
  checkErrorBranches(action, rule, checking)
  checkConditions(action, rule, checking)
  checkInside(action, checking)
}

function checkTransitions(action: Action, { flow, findings }: Checking): void {
  const { nextAction, errors, conditions, identifier } = action
  const targets = [nextAction, ...[...errors, ...conditions].map(each => each.nextAction)]
  for (const target of new Set(targets)) {
    if (target === undefined || flow.actions.has(target)) continue
    const message = `It leads to "${target}", which is not an action: connect it to one, or remove it.`
    findings.error('danglingTransition', message, identifier)
  }
}

function checkKind({ type, identifier }: Action, rule: ActionRule, checking: Checking): void {
  const { kind, findings } = checking
  if (!rule.flows || rule.flows.includes(kind)) return
  if (kind === 'MODULE' && rule.flows.includes('CONTACT_FLOW')) {
    const message = `${type} may be refused in a module: keep it in the flow that invokes the module.`
    findings.warning('wrongFlowType', message, identifier)
    return
  }
  const where = kind === 'MODULE' ? 'a module' : `a flow of type ${kind}`
  const allowed = rule.flows.join(', ')
  const message = `${type} is not allowed in ${where}: use it in ${allowed}, or remove it.`
  findings.error('wrongFlowType', message, identifier)
}

/** What the rules cannot say. */
function checkInside(action: Action, checking: Checking): void {
  switch (action.type) {
    case 'GetParticipantInput':
      checkInput(action, checking)
      break
    case 'UpdateContactEventHooks':
      checkHooks(action, checking)
      break
    case 'UpdateContactData':
      if (Object.keys(action.parameters).length === 0) {
        refuseMissing(action, checking, 'UpdateContactData needs something to set.')
      }
      break
    case 'Loop':
      if (action.parameters.LoopCount === undefined && !action.parameters.LoopName) {
        refuseMissing(action, checking, 'Loop needs LoopCount: say how often it repeats.')
      }
      break
    case 'TransferParticipantToThirdParty':
      checkThirdParty(action, checking)
      break
    case 'DistributeByPercentage':
      checkPercentages(action, checking)
      break
  }
}

/** Which hooks there are grows; that an action sets one of them does not change. */
function checkHooks({ parameters, identifier }: Action, { findings }: Checking): void {
  const hooks = Object.keys(membersOf(parameters.EventHooks))
  if (hooks.length === 1 || parameters.EventHooks === undefined) return
  const message = 'EventHooks has one hook: use one action for each.'
  findings.error('wrongParameter', message, identifier)
}

/** A menu branches on a key; stored input has one way out, even when nothing is typed. */
function checkInput(action: Action, checking: Checking): void {
  const { parameters, conditions, identifier } = action
  const { findings } = checking
  if (parameters.EnableDTMFBuffer !== undefined) return
  if (parameters.InputTimeLimitSeconds === undefined) {
    refuseMissing(action, checking, 'GetParticipantInput needs InputTimeLimitSeconds.')
  }
  if (!isTrue(parameters.StoreInput)) {
    needBranch('InputTimeLimitExceeded', action, checking)
    needBranch('NoMatchingCondition', action, checking)
    return
  }
  if (conditions.length > 0) {
    const message = 'Stored input has no conditions: compare $.StoredCustomerInput afterwards.'
    findings.error('wrongCondition', message, identifier)
  }
  if (hasBranch('InputTimeLimitExceeded', action)) {
    const message =
      'Stored input has no InputTimeLimitExceeded branch: remove it, and compare $.StoredCustomerInput with "Timeout".'
    findings.error('wrongErrorBranch', message, identifier)
  }
  if (membersOf(parameters.InputValidation).PhoneNumberValidation !== undefined) {
    needBranch('InvalidPhoneNumber', action, checking)
  } else if (parameters.InputValidation === undefined) {
    refuseMissing(action, checking, 'Stored input needs InputValidation.')
  }
}

/** Whoever comes back after the third party must be told from whoever never got there. */
function checkThirdParty(action: Action, checking: Checking): void {
  if (!isTrue(action.parameters.ContinueFlowExecution)) return
  needBranch('CallFailed', action, checking)
  needBranch('ConnectionTimeLimitExceeded', action, checking)
}

/** Each threshold is one more than the sum of the shares so far. */
function checkPercentages({ conditions, identifier }: Action, { findings }: Checking): void {
  let last = 1
  for (const { operands } of conditions) {
    const threshold = Number(operands[0])
    if (!(threshold > last && threshold <= 101)) {
      const message = `The thresholds of the shares must rise up to 101; "${operands[0]}" does not.`
      findings.warning('wrongCondition', message, identifier)
      return
    }
    last = threshold
  }
}

function refuseMissing({ identifier }: Action, { findings }: Checking, message: string): void {
  findings.error('missingParameter', message, identifier)
}
