// What the chat widget is told of itself by `GET /connectwidget/api/<id>`, and what starting a chat
// answers (the same as Amazon's hosted widget).

export const WIDGET_THEME_KEYS = [
  /** Colours. */
  'primary',
  'onPrimary',
  'surface',
  'text',
  /** For example `12px`. */
  'radius',
  'font',
  /** `left` or `right`. */
  'position',
  /** `auto`, `light` or `dark`. */
  'mode',
] as const

export const WIDGET_TEXT_KEYS = [
  'title',
  'subtitle',
  'launcher',
  'greeting',
  'afterChat',
  'callMe',
] as const

export type WidgetTheme = Readonly<Partial<Record<(typeof WIDGET_THEME_KEYS)[number], string>>>
export type WidgetTexts = Readonly<Partial<Record<(typeof WIDGET_TEXT_KEYS)[number], string>>>

export interface WidgetFace {
  readonly id: string
  readonly name: string
  readonly language?: string
  readonly theme: WidgetTheme
  readonly texts: WidgetTexts
  readonly features: {
    readonly attachments: boolean
    readonly markdown: boolean
    readonly callNumber?: string
  }
  /** A chat begins only with a token of the page's own. */
  readonly requiresToken: boolean
}

export interface WidgetStarted {
  readonly data: {
    readonly startChatResult: {
      readonly ContactId: string
      readonly ParticipantId: string
      readonly ParticipantToken: string
    }
    readonly featurePermissions: {
      readonly ATTACHMENTS: boolean
      readonly MESSAGING_MARKDOWN: boolean
    }
  }
}
