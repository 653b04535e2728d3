// Modules and those who call them agree on what goes in and by which branches it comes out, as far
// as the modules' settings tell.
import type { Action } from '../flow.ts'
import { type ModuleSettings, readModuleSettings } from '../module-settings.ts'
import { membersOf } from '../parameter.ts'
import type { Checking } from './checking.ts'

export function checkModuleResults(checking: Checking): void {
  const own = settingsOf(checking.references.settings)
  for (const action of checking.flow.actions.values()) {
    if (action.type === 'EndFlowModuleExecution' && own) checkReturn(checking, action, own)
    if (action.type === 'InvokeFlowModule') checkCall(checking, action)
  }
}

function checkReturn(
  { findings }: Checking,
  { parameters, identifier }: Action,
  { results }: ModuleSettings,
): void {
  const { Result: result } = parameters
  if (!results || typeof result !== 'string' || result.includes('$.')) return
  if (results.includes(result)) return
  const message = `The module's settings have no result "${result}": add it to them, or use ${told(results)}.`
  findings.error('wrongParameter', message, identifier)
}

function checkCall({ references, findings }: Checking, action: Action): void {
  const { parameters, conditions, identifier } = action
  const named = parameters.FlowModuleId
  if (typeof named !== 'string' || named.includes('$.')) return
  const settings = settingsOf(references.moduleSettings?.(named))
  if (!settings) return
  const { results, required, inputs } = settings
  for (const { operands } of results ? conditions : []) {
    const never = operands.find(each => !each.includes('$.') && !results?.includes(each))
    if (never === undefined) continue
    const message = `The module never comes back by "${never}": use ${told(results ?? [])}.`
    findings.warning('wrongCondition', message, identifier)
  }
  const given = Object.keys(membersOf(parameters.Input))
  for (const name of required.filter(each => !given.includes(each))) {
    findings.warning('missingParameter', `The module needs the input ${name}: set it.`, identifier)
  }
  for (const name of inputs ? given.filter(each => !inputs.includes(each)) : []) {
    const message = `The module takes no input ${name}: use ${told(inputs ?? [])}.`
    findings.warning('unknownParameter', message, identifier)
  }
}

function settingsOf(text: string | undefined): ModuleSettings | undefined {
  const read = text === undefined ? undefined : readModuleSettings(text)
  return read && 'settings' in read ? read.settings : undefined
}

function told(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map(name => `"${name}"`).join(', ')
}
