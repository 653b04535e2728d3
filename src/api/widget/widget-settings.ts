// What an administrator may say about a chat widget, checked, and how it is shown: without its secret.
import type { ChatWidgetDocument } from '../../core/directory/chat-widget.ts'
import type { DirectoryView } from '../../core/directory/directory.ts'
import type { JsonObject } from '../../core/json.ts'
import { bareId } from '../arn.ts'
import { WIDGET_TEXT_KEYS, WIDGET_THEME_KEYS, type WidgetFace } from '../contract/widget-http.ts'

const MEMBERS = [
  'name',
  'flow',
  'origins',
  'requiresToken',
  'newSecret',
  'theme',
  'texts',
  'features',
  'language',
  'startsPerMinute',
]
const NAME_MAX = 127
const TEXT_MAX = 500
const ORIGINS_MAX = 100
const STARTS = { perAddress: 10, total: 300 }
const STARTS_MAX = 100_000

export interface WidgetsWorld {
  readonly directory: DirectoryView
  /** What is there already; stays where nothing else is said. */
  readonly former: ChatWidgetDocument | undefined
  newSecret(): string
}

type Asked = Readonly<Record<string, unknown>>

/** The widget that was asked for, or a sentence that says what is wrong. */
export function readWidgetSettings(asked: Asked, world: WidgetsWorld): ChatWidgetDocument | string {
  const { former } = world
  const unknown = Object.keys(asked).find(name => !MEMBERS.includes(name))
  if (unknown !== undefined) return `A widget has no \`${unknown}\`.`
  const problem = firstProblem(asked)
  if (problem !== undefined) return problem
  const name = (asked.name as string | undefined) ?? former?.name
  if (name === undefined) return 'Give the widget a `name`.'
  const flowId =
    asked.flow === undefined ? former?.flowId : flowIdOf(world.directory, String(asked.flow))
  if (flowId === undefined) return '`flow` must be the name, id or ARN of a published flow.'
  const requiresToken = Boolean(asked.requiresToken ?? former?.requiresToken ?? false)
  const isNew = asked.newSecret === true || (requiresToken && former?.secret === undefined)
  const secret = isNew ? world.newSecret() : former?.secret
  const language = (asked.language as string | undefined) ?? former?.language
  return {
    name,
    flowId,
    origins: (asked.origins as string[] | undefined) ?? former?.origins ?? [],
    requiresToken,
    ...(secret !== undefined && { secret }),
    theme: (asked.theme as Record<string, string> | undefined) ?? former?.theme ?? {},
    texts: (asked.texts as Record<string, string> | undefined) ?? former?.texts ?? {},
    features: {
      attachments: true,
      markdown: true,
      ...((asked.features as object | undefined) ?? former?.features),
    },
    ...(language !== undefined && { language }),
    startsPerMinute: {
      ...(former?.startsPerMinute ?? STARTS),
      ...(asked.startsPerMinute as object | undefined),
    },
  }
}

/** As administrators may see it. */
export function shownWidget(id: string, widget: ChatWidgetDocument): JsonObject {
  const { secret, ...others } = widget
  return { id, ...others, hasSecret: secret !== undefined }
}

/** As everybody may see it. */
export function widgetFace(id: string, widget: ChatWidgetDocument): WidgetFace {
  const { name, language, theme, texts, features, requiresToken } = widget
  return { id, name, theme, texts, features, requiresToken, ...(language && { language }) }
}

/** Whether pages of this origin may have the widget. */
export function mayBeOn(widget: ChatWidgetDocument, origin: string): boolean {
  return widget.origins.some(each => each === '*' || each === origin)
}

function firstProblem(asked: Asked): string | undefined {
  const { name, origins, requiresToken, newSecret, theme, texts, features, language } = asked
  if (name !== undefined && !isText(name, NAME_MAX)) return `\`name\` is text of up to ${NAME_MAX}.`
  if (origins !== undefined && !areOrigins(origins)) {
    return '`origins` must be a list like ["https://www.example.com"]; "*" allows every page.'
  }
  for (const [key, value] of Object.entries({ requiresToken, newSecret })) {
    if (value !== undefined && typeof value !== 'boolean')
      return `\`${key}\` must be true or false.`
  }
  if (language !== undefined && !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(String(language))) {
    return '`language` must be a tag like de or pt-BR.'
  }
  return (
    wordsProblem('theme', theme, WIDGET_THEME_KEYS) ??
    wordsProblem('texts', texts, WIDGET_TEXT_KEYS) ??
    featureProblem(features) ??
    startsProblem(asked.startsPerMinute)
  )
}

function wordsProblem(member: string, value: unknown, keys: readonly string[]) {
  if (value === undefined) return undefined
  if (!isObject(value)) return `\`${member}\` must be an object.`
  for (const [key, each] of Object.entries(value)) {
    if (!keys.includes(key)) return `\`${member}\` has ${keys.join(', ')}; not ${key}.`
    if (!isText(each, TEXT_MAX)) return `\`${member}.${key}\` must be text of up to ${TEXT_MAX}.`
  }
  return undefined
}

function featureProblem(features: unknown): string | undefined {
  if (features === undefined) return undefined
  if (!isObject(features)) return '`features` must be an object.'
  for (const [key, value] of Object.entries(features)) {
    if (key === 'callNumber') {
      if (!/^\+[1-9]\d{1,14}$/.test(String(value)))
        return '`features.callNumber` is like +15550100.'
    } else if (key !== 'attachments' && key !== 'markdown') {
      return '`features` has attachments, markdown and callNumber.'
    } else if (typeof value !== 'boolean') return `\`features.${key}\` must be true or false.`
  }
  return undefined
}

function startsProblem(starts: unknown): string | undefined {
  if (starts === undefined) return undefined
  const isGood =
    isObject(starts) &&
    Object.entries(starts).every(
      ([key, value]) =>
        Object.hasOwn(STARTS, key) &&
        Number.isInteger(value) &&
        Number(value) >= 1 &&
        Number(value) <= STARTS_MAX,
    )
  return isGood
    ? undefined
    : `\`startsPerMinute\` has perAddress and total, whole numbers from 1 to ${STARTS_MAX}.`
}

function flowIdOf(directory: DirectoryView, flow: string): string | undefined {
  const named = directory.named('contact-flow', flow)
  const id = named?.id ?? bareId(flow)
  const document = directory.get('contact-flow', id)
  const isReady = document?.Status === 'PUBLISHED' && document.Type === 'CONTACT_FLOW'
  return isReady ? id : undefined
}

function areOrigins(value: unknown): boolean {
  return Array.isArray(value) && value.length <= ORIGINS_MAX && value.every(isOrigin)
}

function isOrigin(value: unknown): boolean {
  if (value === '*') return true
  try {
    return typeof value === 'string' && new URL(value).origin === value && value !== 'null'
  } catch {
    // Not even an address.
    return false
  }
}

function isText(value: unknown, max: number): boolean {
  return typeof value === 'string' && value !== '' && value.length <= max
}

function isObject(value: unknown): value is Asked {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
