import { expect, test } from 'vitest'
import { answerLabel, isView, type Question, readInteractive, viewAnswer } from './interactive.ts'
import { plainView } from './plain-view.ts'

test('a list offers its elements, and answers with their titles', () => {
  const question = read('ListPicker', {
    title: 'Which?',
    subtitle: 'Choose one',
    elements: [{ title: 'Red', subtitle: 'as blood' }, { title: 'Blue' }],
  })
  expect(question).toMatchObject({ title: 'Which?', layout: 'list' })
  expect(choices(question)).toEqual(['Red', 'Blue'])
  expect(question.groups[0]?.choices[0]?.about).toBe('as blood')
})

test('a time answers with the time as it was written, whatever is shown', () => {
  const question = read('TimePicker', {
    title: 'When?',
    timeslots: [{ date: '2026-11-21T17:00+0000', duration: 3600 }],
  })
  expect(choices(question)).toEqual(['2026-11-21T17:00+0000'])
  expect(question.groups[0]?.choices[0]?.at).toBe('2026-11-21T17:00+00:00')
})

test('a carousel answers with the card and the choice, or with the choice alone', () => {
  const elements = [
    { templateType: 'Panel', data: { content: { title: 'Rome', elements: [{ title: 'Book' }] } } },
    { templateType: 'Panel', data: { content: { title: 'Oslo', elements: [{ title: 'Book' }] } } },
  ]
  expect(choices(read('Carousel', { title: 'Go', elements }))).toEqual(['Rome: Book', 'Oslo: Book'])
  const alone = { title: 'Go', elements, omitTitleFromCarouselResponse: true }
  expect(choices(read('Carousel', alone))).toEqual(['Book', 'Book'])
})

test('pictures and links are of the web only', () => {
  const question = read('Panel', {
    title: 'x',
    imageType: 'URL',
    imageData: 'javascript:alert(1)',
    elements: [
      { title: 'bad', url: 'javascript:alert(1)', imageData: 'data:text/html,hi' },
      { title: 'good', url: 'https://example.com/', imageData: 'https://example.com/a.png' },
    ],
  })
  expect(question.image).toBeUndefined()
  const [bad, good] = question.groups[0]?.choices ?? []
  expect(bad).toEqual({ label: 'bad', about: '', answer: expect.anything() })
  expect(good).toMatchObject({
    link: 'https://example.com/',
    image: { url: 'https://example.com/a.png' },
  })
})

test.each(['', 'null', '[]', '{"templateType":"Hologram"}', '{"templateType":'])(
  'what nobody can show is said to be so: %s',
  content => {
    expect(readInteractive(content)).toBeUndefined()
  },
)

test.each([{}, { elements: 7 }, { elements: [null, 3, 'x'] }])(
  'odd lists offer nothing',
  content => {
    expect(choices(read('ListPicker', content))).toEqual([])
  },
)

test('a form of a flow becomes fields and buttons, and its answer says which was pressed', () => {
  const view = plainView(
    {
      Name: 'Form',
      Content: { Actions: ['Back', 'Next'], Template: '{"Body":[{"Type":"form"}]}' },
    },
    {
      Heading: 'Your parcel',
      Sections: [
        {
          Heading: 'Address',
          Items: [
            { Name: 'street', Label: 'Street', Type: 'TextInput', Required: true },
            {
              Name: 'kind',
              Label: 'Kind',
              Type: 'Select',
              Options: [{ Label: 'Big', Value: 'b' }],
            },
          ],
        },
      ],
      Next: { Label: 'Send it' },
    },
  )
  expect(view.heading).toBe('Your parcel')
  expect(view.lines).toEqual(['Address'])
  expect(view.fields).toMatchObject([
    { name: 'street', label: 'Street', kind: 'text', isRequired: true },
    { name: 'kind', kind: 'select', options: [{ value: 'b', label: 'Big' }] },
  ])
  expect(view.actions).toEqual([{ action: 'Next', label: 'Send it', data: {} }])
  const { content } = viewAnswer('Next', { street: 'Main' })
  expect(JSON.parse(content)).toMatchObject({ action: 'Next', data: { street: 'Main' } })
  expect(answerLabel(content)).toBe('Next')
})

test('cards can be chosen, and a view that nobody describes can still be answered', () => {
  const cards = { Heading: 'Where to?', Cards: [{ Summary: { Id: 'rome', Heading: 'Rome' } }] }
  expect(plainView({}, cards).actions).toEqual([
    { action: 'ActionSelected', label: 'Rome', data: { Id: 'rome' } },
  ])
  expect(plainView({}, {}).actions).toEqual([{ action: 'Submit', label: 'Submit', data: {} }])
})

test('a view that is deeper than any is shown as far as it goes', () => {
  let data: Record<string, unknown> = { Heading: 'bottom' }
  for (let depth = 0; depth < 10_000; depth++) data = { Sections: [data] }
  expect(plainView({}, data).heading).toBe('')
})

function read(templateType: string, content: object): Question {
  const message = { templateType, version: '1.0', data: { content } }
  const shown = readInteractive(JSON.stringify(message))
  if (!shown || isView(shown)) throw new Error('not a question')
  return shown
}

function choices({ groups }: Question): string[] {
  return groups.flatMap(each => each.choices.map(({ answer }) => answer.content))
}
