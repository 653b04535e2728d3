// Draws a question with its choices, and a view as a plain form.

import {
  type Answer,
  type Choice,
  type Group,
  type Picture,
  type Question,
  type ViewShown,
  viewAnswer,
} from '../kit/chat/interactive.ts'
import { type Action, type Field, isManagedForm, plainView } from '../kit/chat/plain-view.ts'
import { el } from './dom.ts'
import { drawLink, drawText } from './rich-text.ts'
import type { Language } from './texts.ts'

/** Sends an answer; the label is what is shown while it is on its way. */
export type Reply = (answer: Answer, label: string) => void

export function drawQuestion(
  question: Question,
  { isOpen, language, reply }: { isOpen: boolean; language: Language; reply: Reply },
): HTMLElement {
  const draw = (group: Group) => drawGroup(group, question, { isOpen, language, reply })
  const isCarousel = question.groups.length > 1
  return el(
    'div',
    { class: `question ${question.layout}`, role: 'group', 'aria-label': question.title },
    drawPicture(question.image),
    question.title ? el('strong', {}, question.title) : undefined,
    question.subtitle ? drawText(question.subtitle) : undefined,
    el(
      'div',
      isCarousel
        ? { class: 'carousel', tabindex: 0, role: 'group', 'aria-label': question.title }
        : {},
      ...question.groups.map(draw),
    ),
  )
}

interface Drawing {
  readonly isOpen: boolean
  readonly language: Language
  readonly reply: Reply
}

function drawGroup(group: Group, { layout }: Question, drawing: Drawing): HTMLElement {
  return el(
    'div',
    { class: 'group' },
    drawPicture(group.image),
    group.title ? el('strong', {}, group.title) : undefined,
    group.subtitle ? drawText(group.subtitle) : undefined,
    el(
      'div',
      { class: 'choices' },
      ...group.choices.map(choice => drawChoice(choice, layout, drawing)),
    ),
  )
}

function drawChoice(
  choice: Choice,
  layout: Question['layout'],
  { isOpen, language, reply }: Drawing,
): HTMLElement {
  const label = layout === 'times' ? shownTime(choice, language.tag) : choice.label
  const about = choice.about ? el('small', {}, choice.about) : undefined
  const inside = el('span', {}, el('span', {}, label), about)
  if (choice.link !== undefined) {
    const link = drawLink(choice.link, inside)
    link.className = 'choice'
    return link
  }
  const props = { type: 'button', class: 'choice', disabled: !isOpen }
  const press = () => reply(choice.answer, label)
  return el('button', { ...props, onclick: press }, drawPicture(choice.image), inside)
}

function shownTime({ at, label }: Choice, tag: string): string {
  const time = new Date(at ?? '')
  if (Number.isNaN(time.getTime())) return label
  return time.toLocaleString(tag, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  })
}

function drawPicture(picture: Picture | undefined): HTMLElement | undefined {
  if (!picture) return undefined
  return el('img', {
    src: picture.url,
    alt: picture.about,
    loading: 'lazy',
    referrerpolicy: 'no-referrer',
  })
}

/** Asks what the view is, then shows it; what the flow sent is shown even when nobody answers. */
export function drawView(
  view: ViewShown,
  drawing: Drawing & {
    describe(token: string): Promise<Readonly<Record<string, unknown>>>
  },
): HTMLElement {
  const place = el('div', { class: 'question view' }, '…')
  drawing.describe(view.viewToken).then(
    described => place.replaceChildren(drawForm(described, view, drawing)),
    () => place.replaceChildren(drawForm({}, view, drawing)),
  )
  return place
}

function drawForm(
  described: Readonly<Record<string, unknown>>,
  view: ViewShown,
  { isOpen, language, reply }: Drawing,
): HTMLElement {
  const { heading, lines, fields, actions } = plainView(described, view.data)
  const form = el(
    'form',
    { novalidate: true },
    heading ? el('strong', {}, heading) : undefined,
    ...lines.map(drawText),
    ...fields.map(field => drawField(field, isOpen)),
  )
  const send = ({ action, label, data }: Action) => {
    const isAnswer = !/^(back|cancel|previous)$/i.test(action)
    if (isAnswer && !checked(form, language)) return
    const result = isManagedForm(described)
      ? { FormData: filled(form, fields) }
      : filled(form, fields)
    reply(viewAnswer(action, { ...result, ...data }), label)
  }
  const buttons = actions.map((action, index) => {
    const props = { type: index === 0 ? 'submit' : 'button', class: 'choice', disabled: !isOpen }
    const press = { onclick: index === 0 ? undefined : () => send(action) }
    return el('button', { ...props, ...press }, action.label)
  })
  form.append(el('div', { class: 'choices' }, ...buttons))
  form.addEventListener('submit', event => {
    event.preventDefault()
    const [first] = actions
    if (first) send(first)
  })
  return form
}

function drawField(field: Field, isOpen: boolean): HTMLElement {
  const shared = { name: field.name, disabled: !isOpen, required: field.isRequired }
  const label = el('span', {}, field.isRequired ? `${field.label} *` : field.label)
  if (field.kind === 'check' && field.options.length === 0) {
    const box = el('input', { ...shared, type: 'checkbox', checked: field.value === 'true' })
    return el('label', { class: 'field inline' }, box, label)
  }
  if (field.kind === 'radio' || field.kind === 'check') {
    const type = field.kind === 'radio' ? 'radio' : 'checkbox'
    const boxes = field.options.map(({ value, label: text }) => {
      const box = el('input', { ...shared, type, value, checked: value === field.value })
      return el('label', { class: 'inline' }, box, el('span', {}, text))
    })
    return el('fieldset', { class: 'field' }, el('legend', {}, label), ...boxes)
  }
  if (field.kind === 'select') {
    const options = [{ value: '', label: '' }, ...field.options].map(({ value, label: text }) =>
      el('option', { value, selected: value === field.value }, text),
    )
    return el('label', { class: 'field' }, label, el('select', shared, ...options))
  }
  if (field.kind === 'area') {
    return el(
      'label',
      { class: 'field' },
      label,
      el('textarea', { ...shared, rows: 3 }, field.value),
    )
  }
  const input = el('input', { ...shared, type: field.kind, value: field.value })
  return el('label', { class: 'field' }, label, input)
}

/** Says what is missing and goes there. */
function checked(form: HTMLFormElement, { texts }: Language): boolean {
  for (const each of form.querySelectorAll('.problem')) each.remove()
  const wrong = form.querySelector<HTMLInputElement>(':invalid:not(fieldset)')
  if (!wrong) return true
  wrong.setAttribute('aria-invalid', 'true')
  wrong.closest('.field')?.append(el('span', { class: 'problem', role: 'alert' }, texts.required))
  wrong.focus()
  return false
}

function filled(form: HTMLFormElement, fields: readonly Field[]): Record<string, unknown> {
  const data = new FormData(form)
  return Object.fromEntries(
    fields.map(({ name, kind, options }) => {
      if (kind === 'check') return [name, options.length > 0 ? data.getAll(name) : data.has(name)]
      return [name, data.get(name) ?? '']
    }),
  )
}
