// Checks a recorded history: npm run verify:history -- FILE
// FILE has a line of JSON for each input, {"at", "input", "events"}, as the journal keeps them; a first
// line {"instanceId", "seed"} lets it be played again. Prints what is wrong, then
// `N contacts, N violations`; the exit code is 1 when there are any, 2 when the file cannot be read.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { readLine } from './history/history.ts'
import { HistoryChecker, violationText } from './history/history-checker.ts'

const [file] = process.argv.slice(2)
try {
  if (file === undefined) throw new Error('Which file? npm run verify:history -- FILE')
  const checker = await check(file)
  checker.finish()
  for (const each of checker.violations) console.log(violationText(each))
  if (!checker.knowsOrder) {
    console.log('The order of queues was not checked: flows set priorities, and there is no seed.')
  }
  console.log(`${checker.contacts} contacts, ${checker.violations.length} violations`)
  process.exitCode = checker.violations.length === 0 ? 0 : 1
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}

async function check(path: string): Promise<HistoryChecker> {
  let checker: HistoryChecker | undefined
  let number = 0
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Infinity,
  })) {
    number++
    if (line.trim() === '') continue
    const said = parse(line, number)
    if ('seed' in said) checker ??= new HistoryChecker(said)
    else {
      checker ??= new HistoryChecker()
      checker.take(said)
    }
  }
  return checker ?? new HistoryChecker()
}

function parse(line: string, number: number) {
  try {
    return readLine(line)
  } catch (error) {
    throw new Error(`Line ${number} is no entry of a history: ${(error as Error).message}.`)
  }
}
