// A test case of the API in a file: what DescribeTestCase answers, or that with its content as JSON,
// and files in the place of flow ids. `flows` names further files by the ids flows know them by.
import { dirname, resolve } from 'node:path'
import { elementsOf, membersOf } from '../../core/flow/parameter.ts'
import type { Json, JsonObject } from '../../core/json.ts'
import { runTestCase } from '../../flow-test/run-test-case.ts'
import { type FlowSource, NUMBER, setupInputs } from '../../flow-test/setup.ts'
import { readTestCase } from '../../flow-test/test-case.ts'
import { UseError } from '../command.ts'
import { readFlowFile } from './flow-files.ts'

/** Is this file such a test case? */
export function isTestCaseFile(json: JsonObject): boolean {
  const content = membersOf(json.TestCase ?? json).Content
  return content !== undefined || json.Observations !== undefined
}

/** Plays it; answers its name, and why it failed when it did. */
export function playTestCaseFile(
  path: string,
  json: JsonObject,
): { name: string; failure?: string } {
  const testCase = membersOf(json.TestCase ?? json)
  const name = typeof testCase.Name === 'string' ? testCase.Name : path
  const content = testCase.Content ?? testCase
  const read = readTestCase(typeof content === 'string' ? content : JSON.stringify(content))
  if ('problems' in read) return { name, failure: read.problems.join(' ') }
  const entry = membersOf(testCase.EntryPoint)
  const isChat = entry.Type === 'CHAT'
  const parameters = entry.VoiceCallEntryPointParameters ?? entry.ChatEntryPointParameters
  const { FlowId, SourcePhoneNumber } = membersOf(parameters)
  if (typeof FlowId !== 'string') throw new UseError(`${path}: the EntryPoint names no FlowId.`)
  const others = Object.entries(membersOf(json.flows)).map(([id, file]) => source(path, file, id))
  const result = runTestCase(read.testCase, {
    configuration: setupInputs({
      flows: [source(path, FlowId, FlowId), ...others],
      queues: elementsOf(json.queues).map(each => ({ name: String(each) })),
    }),
    from: typeof SourcePhoneNumber === 'string' ? SourcePhoneNumber : '+12065550100',
    to: isChat ? { chatFlowId: FlowId } : NUMBER,
    attributes: attributesIn(testCase.InitializationData),
  })
  if (result.passed) return { name }
  const failed = result.records.filter(({ status }) => status === 'FAILED')
  const told = failed.map(each => `${each.observationId}: ${JSON.stringify(each.record)}`)
  return { name, failure: told.join('\n') }
}

function source(path: string, file: Json | undefined, id: string): FlowSource {
  const { content } = readFlowFile(resolve(dirname(path), String(file)))
  return { name: id, id, content }
}

function attributesIn(data: Json | undefined): Record<string, string> {
  const json = typeof data === 'string' ? (JSON.parse(data) as Json) : data
  return Object.fromEntries(
    Object.entries(membersOf(json)).map(([key, value]) => [key, String(value)]),
  )
}
