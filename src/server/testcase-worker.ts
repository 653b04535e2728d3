// The thread that plays one test case, and ends.
import { parentPort, workerData } from 'node:worker_threads'
import type { TestCaseOrder } from '../api/test-case.ts'
import { assert } from '../core/assert.ts'
import { runTestCase } from '../flow-test/run-test-case.ts'

assert(parentPort, 'the test case worker runs in a thread of its own')
const { testCase, start } = workerData.settings as TestCaseOrder
parentPort.postMessage(runTestCase(testCase, start))
