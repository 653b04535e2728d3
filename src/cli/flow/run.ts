import { runScriptTest, type TestResult, type TraceLine } from '../../flow-test/run-script.ts'
import { type Command, textOption, UseError } from '../command.ts'
import { readScriptFile } from './script-files.ts'

export const run: Command = {
  name: 'run',
  usage: 'FILE --script FILE',
  about: 'play a flow against a scripted caller and print each step',
  details: ['Time is virtual: a wait of half an hour takes no time at all.'],
  options: { script: { type: 'string' } },
  run(given, terminal) {
    const [flow, ...more] = given.operands
    const script = textOption(given, 'script')
    if (flow === undefined || more.length > 0) throw new UseError('Which one flow?')
    if (script === undefined) throw new UseError('Which script? Give --script FILE.')
    const file = readScriptFile(script, flow)
    const results = file.script.tests.map(test => runScriptTest(file.script, file.flows, test))
    if (given.json) terminal.out(`${JSON.stringify({ tests: results.map(shown) })}\n`)
    else for (const result of results) terminal.out(playText(result))
    return results.every(({ failure }) => failure === undefined) ? 0 : 1
  },
}

function shown({ name, failure, lines }: TestResult) {
  return { name, passed: failure === undefined, ...(failure !== undefined && { failure }), lines }
}

function playText({ name, failure, lines }: TestResult): string {
  const steps = lines.map(lineText).join('')
  return `${name}\n${steps}${failure === undefined ? 'passed' : `failed: ${failure}`}\n`
}

function lineText({ at, who, text }: TraceLine): string {
  return `  ${clock(at).padStart(9)}  ${who.padEnd(6)}  ${text}\n`
}

/** `1:05.2`: minutes, seconds and tenths since the call began. */
function clock(ms: number): string {
  const tenths = Math.floor(ms / 100)
  const seconds = Math.floor(tenths / 10)
  const rest = String(seconds % 60).padStart(2, '0')
  return `${Math.floor(seconds / 60)}:${rest}.${tenths % 10}`
}
