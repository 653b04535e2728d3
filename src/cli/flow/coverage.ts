import { Coverage } from '../../flow-test/coverage.ts'
import { type Mutant, mutantsOf } from '../../flow-test/mutants.ts'
import { runScriptTest } from '../../flow-test/run-script.ts'
import type { FlowSource } from '../../flow-test/setup.ts'
import { type Command, UseError } from '../command.ts'
import { readFlowFile } from './flow-files.ts'
import { readScriptFile, type ScriptFile, scriptFilesIn } from './script-files.ts'

export const coverage: Command = {
  name: 'coverage',
  usage: 'DIR|FILE… [--mutate]',
  about: 'say which actions and branches the tests in ….test.json pass',
  details: ['--mutate exchanges two branches at a time and says which mistakes no test notices.'],
  options: { mutate: { type: 'boolean' } },
  run({ operands, options, json }, terminal) {
    if (operands.length === 0) throw new UseError('Which folder or file?')
    const files = operands
      .flatMap(scriptFilesIn)
      .filter(isScript)
      .map(path => readScriptFile(path))
    if (files.length === 0) throw new UseError('There are no tests: no file is named ….test.json.')
    const measured = files.map(file => measure(file, options.mutate === true))
    if (json) terminal.out(`${JSON.stringify({ files: measured })}\n`)
    else for (const each of measured) terminal.out(measuredText(each))
    return measured.some(({ failed }) => failed > 0) ? 1 : 0
  },
}

/** Test cases of the API are no scripts. */
function isScript(path: string): boolean {
  return !/"Observations\\?"/.test(readFlowFile(path).content)
}

function measure({ path, script, flows }: ScriptFile, mutate: boolean) {
  const results = script.tests.map(test => runScriptTest(script, flows, test))
  const all = new Coverage()
  for (const each of results) all.add(each.coverage)
  const failed = results.filter(({ failure }) => failure !== undefined).length
  const survivors = mutate && failed === 0 ? flows.map(flow => survivorsOf(flow)) : []
  return {
    path,
    failed,
    flows: flows.map(({ id, name, content }) => all.of(id ?? name, content)),
    ...(survivors.length > 0 && {
      mutants: survivors.reduce((sum, { mutants }) => sum + mutants, 0),
      unnoticed: survivors.flatMap(({ unnoticed }) => unnoticed),
    }),
  }

  /** Mutants of one flow that every test passes. Tests that never come to the action need not run. */
  function survivorsOf(flow: FlowSource) {
    const id = flow.id ?? flow.name
    const mutants = mutantsOf(flow.content)
    const unnoticed = mutants
      .filter(mutant => !isNoticed(mutant, id))
      .map(({ action, change }) => `${id}: ${action}: ${change}`)
    return { mutants: mutants.length, unnoticed }
  }

  function isNoticed({ action, content }: Mutant, id: string): boolean {
    const mutated = flows.map(each => ((each.id ?? each.name) === id ? { ...each, content } : each))
    return script.tests.some((test, index) => {
      if (!results[index]?.coverage.hasPassed(id, action)) return false
      return runScriptTest(script, mutated, test).failure !== undefined
    })
  }
}

function measuredText({ path, failed, flows, mutants, unnoticed }: ReturnType<typeof measure>) {
  const lines = flows.map(({ flow, actions, branches, missed }) => {
    const figures = `${actions.passed} of ${actions.all} actions, ${branches.passed} of ${branches.all} branches`
    return [`  ${flow}: ${figures}`, ...missed.map(each => `    missed ${each}`)].join('\n')
  })
  if (failed > 0) lines.push(`  ${failed} tests failed; see parley flow test`)
  if (mutants !== undefined) {
    lines.push(`  ${mutants - (unnoticed?.length ?? 0)} of ${mutants} exchanged branches noticed`)
    for (const each of unnoticed ?? []) lines.push(`    unnoticed ${each}`)
  }
  return `${path}\n${lines.join('\n')}\n`
}
