// One line of what a block does: its main property.
import { elementsOf, membersOf } from '../../../../src/core/flow/parameter.ts'
import type { Json, JsonObject } from '../../../../src/core/json.ts'

/** The first of these that a block has is its main property. */
const MAIN: readonly string[] = [
  'Text',
  'SSML',
  'PromptId',
  'Messages',
  'QueueId',
  'AgentId',
  'ContactFlowId',
  'FlowModuleId',
  'LambdaFunctionARN',
  'LexV2Bot',
  'LexBot',
  'ViewResource',
  'HoursOfOperationId',
  'ThirdPartyPhoneNumber',
  'ComparisonValue',
  'EventHooks',
  'LoopCount',
  'TimeLimitSeconds',
  'TextToSpeechVoice',
  'FlowLoggingBehavior',
  'MetricType',
]
const LENGTH_MAX = 90

export function summaryOf(
  action: JsonObject,
  nameOf: (idOrArn: string) => string | undefined,
): string {
  const parameters = membersOf(action.Parameters)
  const main = MAIN.find(name => parameters[name] !== undefined)
  const text = told(main === undefined ? parameters : parameters[main], nameOf)
  const plain = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return plain.length > LENGTH_MAX ? `${plain.slice(0, LENGTH_MAX)}…` : plain
}

/** Values, references by their names; of maps what is set to what. */
function told(value: Json | undefined, nameOf: (idOrArn: string) => string | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'object') {
    const text = String(value)
    return nameOf(text) ?? (text.startsWith('arn:') ? text.slice(text.lastIndexOf('/') + 1) : text)
  }
  if (Array.isArray(value)) {
    return elementsOf(value)
      .map(each => (isObject(each) ? valuesOf(each) : told(each, nameOf)))
      .join(' · ')
  }
  return Object.entries(membersOf(value))
    .filter(([, each]) => each !== undefined && each !== '')
    .map(([name, each]) => (isObject(each) ? told(each, nameOf) : `${name}: ${told(each, nameOf)}`))
    .join(', ')

  function valuesOf(of: Json): string {
    return Object.values(membersOf(of))
      .map(each => told(each, nameOf))
      .join(' ')
  }
}

function isObject(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
