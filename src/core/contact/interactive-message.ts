// Interactive messages: a prompt with choices, written in JSON by bots, flows and agents. What is not as
// one of Amazon Connect's templates is refused before it is sent; how long texts are shown is the client's
// affair. (Administrator Guide, "interactive messages for customers in chat".)
import type { Json, JsonObject } from '../json.ts'

/** Of choices, and of panels of a carousel. */
const COUNTS = {
  ListPicker: { min: 1, max: 10 },
  Panel: { min: 1, max: 10 },
  QuickReply: { min: 2, max: 5 },
  Carousel: { min: 2, max: 5 },
} as const

/** Templates of others, whose content is theirs. */
const FOREIGN = [
  'AppleForm',
  'ApplePay',
  'IMessageApp',
  'WhatsAppInteractiveList',
  'WhatsAppInteractiveReplyButton',
]

/** Why a message follows no template, in a sentence; undefined when it does. */
export function whyNotInteractive(content: string): string | undefined {
  let message: Json
  try {
    message = JSON.parse(content) as Json
  } catch {
    // What is no JSON is no template.
    return 'An interactive message is JSON.'
  }
  return isObject(message) ? templateProblem(message) : 'An interactive message is a JSON object.'
}

function templateProblem(message: JsonObject): string | undefined {
  const { templateType, version, data } = message
  if (typeof templateType !== 'string') return 'There is no templateType.'
  if (typeof version !== 'string') return 'There is no version.'
  if (!isObject(data)) return 'There is no data.'
  if (FOREIGN.includes(templateType)) return undefined
  const { content, replyMessage } = data
  if (!isObject(content)) return 'There is no data.content.'
  if (replyMessage !== undefined) {
    const problem = isObject(replyMessage) ? titledProblem(replyMessage) : 'it is no object.'
    if (problem !== undefined) return `data.replyMessage: ${problem}`
  }
  const problem = contentProblem(templateType, content)
  return problem === undefined ? undefined : `data.content: ${problem}`
}

function contentProblem(templateType: string, content: JsonObject): string | undefined {
  switch (templateType) {
    case 'ListPicker':
    case 'Panel':
    case 'QuickReply':
      return titledProblem(content) ?? choicesProblem(content.elements, COUNTS[templateType])
    case 'TimePicker':
      return titledProblem(content) ?? timesProblem(content)
    case 'Carousel':
      return titledProblem(content) ?? panelsProblem(content.elements)
    case 'ViewResource':
      return typeof content.viewId === 'string' ? undefined : 'there is no viewId.'
    default:
      return `there is no template ${templateType}.`
  }
}

/** What has a title, and a picture perhaps. */
function titledProblem({ title, imageData }: JsonObject): string | undefined {
  if (typeof title !== 'string' || title.trim() === '') return 'there is no title.'
  const isPicture = typeof imageData === 'string' && /^https?:\/\//i.test(imageData)
  return imageData === undefined || isPicture ? undefined : 'imageData is the URL of a picture.'
}

function choicesProblem(
  elements: Json | undefined,
  { min, max }: { readonly min: number; readonly max: number },
): string | undefined {
  if (!Array.isArray(elements) || elements.length < min || elements.length > max) {
    return `there are ${min} to ${max} elements.`
  }
  for (const each of elements as readonly Json[]) {
    const problem = isObject(each) ? titledProblem(each) : 'it is no object.'
    if (problem !== undefined) return `an element: ${problem}`
  }
  return undefined
}

function timesProblem({ timeslots, timeZoneOffset, location }: JsonObject): string | undefined {
  if (!Array.isArray(timeslots) || timeslots.length === 0) return 'there are no timeslots.'
  const slots = timeslots as readonly Json[]
  const isTime = (each: Json) =>
    isObject(each) &&
    typeof each.duration === 'number' &&
    typeof each.date === 'string' &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(each.date)
  if (!slots.every(isTime)) return 'a timeslot has a date and a duration.'
  if (timeZoneOffset !== undefined && typeof timeZoneOffset !== 'number') {
    return 'timeZoneOffset is a number of minutes.'
  }
  if (location === undefined) return undefined
  const { latitude, longitude, ...place } = isObject(location) ? location : {}
  const isPlace = typeof latitude === 'number' && typeof longitude === 'number'
  return isPlace && titledProblem(place) === undefined
    ? undefined
    : 'location has a title, a latitude and a longitude.'
}

/** Each is a message of its own, and has a name by which the answer tells which it was. */
function panelsProblem(elements: Json | undefined): string | undefined {
  const { min, max } = COUNTS.Carousel
  if (!Array.isArray(elements) || elements.length < min || elements.length > max) {
    return `there are ${min} to ${max} elements.`
  }
  const names = new Set<string>()
  for (const each of elements as readonly Json[]) {
    if (!isObject(each) || typeof each.templateIdentifier !== 'string') {
      return 'an element has a templateIdentifier.'
    }
    names.add(each.templateIdentifier)
    if (each.templateType !== 'Panel' && each.templateType !== 'ListPicker') {
      return 'an element is a Panel or a ListPicker.'
    }
    const problem = templateProblem({ version: '1.0', ...each })
    if (problem !== undefined) return `an element: ${problem}`
  }
  return names.size === elements.length ? undefined : 'two elements have one templateIdentifier.'
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
