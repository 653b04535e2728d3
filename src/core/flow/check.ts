// Is this flow fit to be published? Errors are what the service refuses; warnings are what it takes
// and the author may not have meant.
import { actionRules } from './action-rules.ts'
import { checkAction } from './check/check-action.ts'
import { checkAttributes } from './check/check-attributes.ts'
import { checkChannels } from './check/check-channels.ts'
import { checkModuleResults } from './check/check-module-results.ts'
import { checkModules } from './check/check-modules.ts'
import { checkPaths } from './check/check-paths.ts'
import { type Checking, Findings, type FlowReferences } from './check/checking.ts'
import { parseFlow } from './parse.ts'
import type { Problem } from './problem.ts'
import type { FlowKind } from './rule/action-rule.ts'

/** Everything wrong with the content, errors and warnings, in the order of its actions. */
export function checkFlow(
  content: string,
  kind: FlowKind,
  references: FlowReferences,
): readonly Problem[] {
  const parsed = parseFlow(content)
  if (!('flow' in parsed)) return parsed.problems
  const { flow } = parsed
  const findings = new Findings([...flow.actions.keys()])
  const checking: Checking = { flow, kind, references, findings, rules: actionRules }
  if (!flow.actions.has(flow.startAction)) {
    const start = `StartAction "${flow.startAction}" is not an action`
    findings.error('missingStart', `${start}: name the action the flow begins with.`)
  }
  for (const action of flow.actions.values()) checkAction(action, checking)
  checkPaths(checking)
  checkChannels(checking)
  checkAttributes(checking)
  checkModules(checking)
  checkModuleResults(checking)
  return findings.inOrder()
}
