// `import { FlowTest } from 'parley/flow-test'`: flow tests in your own test runner.
import path from 'node:path'
import url from 'node:url'
import { prepareCommands } from './prepare.mjs'

const programs = await prepareCommands(path.dirname(import.meta.dirname))
export const { ExpectationFailed, FlowTest } = await import(
  url.pathToFileURL(programs.flowTest).href
)
