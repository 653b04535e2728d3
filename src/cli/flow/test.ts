import { membersOf } from '../../core/flow/parameter.ts'
import type { Json, JsonObject } from '../../core/json.ts'
import { runScriptTest } from '../../flow-test/run-script.ts'
import { type Command, UseError } from '../command.ts'
import { readFlowFile } from './flow-files.ts'
import { readScriptFile, scriptFilesIn } from './script-files.ts'
import { isTestCaseFile, playTestCaseFile } from './test-case-file.ts'

export const test: Command = {
  name: 'test',
  usage: 'DIR|FILE…',
  about: 'play the tests in files named ….test.json, in virtual time',
  details: [
    'A test is a script of ours, or a test case of the API (what DescribeTestCase answers).',
  ],
  options: {},
  run({ operands, json }, terminal) {
    if (operands.length === 0) throw new UseError('Which folder or file?')
    const paths = operands.flatMap(scriptFilesIn)
    if (paths.length === 0) throw new UseError('There are no tests: no file is named ….test.json.')
    const results: Played[] = paths.flatMap((path): Played[] => {
      const json = jsonIn(path)
      if (isTestCaseFile(json)) return [{ path, ...playTestCaseFile(path, json) }]
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

interface Played {
  readonly path: string
  readonly name: string
  readonly failure?: string
}

function jsonIn(path: string): JsonObject {
  try {
    return membersOf(JSON.parse(readFlowFile(path).content) as Json)
  } catch (error) {
    if (error instanceof SyntaxError) throw new UseError(`${path} is not JSON: ${error.message}`)
    throw error
  }
}

function failureText({ path, name, failure }: Played): string {
  return `${path}: ${name}\n  ${(failure ?? '').replaceAll('\n', '\n  ')}\n`
}
