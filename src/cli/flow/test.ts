import { runScriptTest, type TestResult } from '../../flow-test/run-script.ts'
import { type Command, UseError } from '../command.ts'
import { readScriptFile, scriptFilesIn } from './script-files.ts'

export const test: Command = {
  name: 'test',
  usage: 'DIR|FILE…',
  about: 'play the tests in files named ….test.json, in virtual time',
  options: {},
  run({ operands, json }, terminal) {
    if (operands.length === 0) throw new UseError('Which folder or file?')
    const paths = operands.flatMap(scriptFilesIn)
    if (paths.length === 0) throw new UseError('There are no tests: no file is named ….test.json.')
    const results = paths.flatMap(path => {
      const { script, flows } = readScriptFile(path)
      return script.tests.map(each => ({ path, ...runScriptTest(script, flows, each) }))
    })
    const failed = results.filter(({ failure }) => failure !== undefined)
    const passed = results.length - failed.length
    if (json) {
      const tests = results.map(({ path, name, failure }) => ({ path, name, failure }))
      terminal.out(`${JSON.stringify({ tests, passed, failed: failed.length })}\n`)
    } else {
      for (const each of failed) terminal.out(failureText(each))
      terminal.out(`${passed} passed, ${failed.length} failed\n`)
    }
    return failed.length === 0 ? 0 : 1
  },
}

function failureText({ path, name, failure }: TestResult & { readonly path: string }): string {
  return `${path}: ${name}\n  ${(failure ?? '').replaceAll('\n', '\n  ')}\n`
}
