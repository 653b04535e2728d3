import { describe, expect, test } from 'vitest'
import type { Json } from '../json.ts'
import { whyNotInteractive } from './interactive-message.ts'

const message = (templateType: string, content: Json, more: Json = {}) =>
  JSON.stringify({ templateType, version: '1.0', data: { content, ...(more as object) } })

const choices = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ title: `${index}` }))
const panel = (templateIdentifier: string) => ({
  templateIdentifier,
  templateType: 'Panel',
  version: '1.0',
  data: { content: { title: 'Oslo', elements: choices(2) } },
})
const timeslots = [{ date: '2026-11-21T17:00+00:00', duration: 3600 }]

describe('a message is sent', () => {
  test.each<[string, string]>([
    ['list', message('ListPicker', { title: 'Which?', elements: choices(1) })],
    ['panel', message('Panel', { title: 'Which?', elements: choices(10) })],
    ['quick reply', message('QuickReply', { title: 'Which?', elements: choices(5) })],
    [
      'picker of times',
      message(
        'TimePicker',
        {
          title: 'When?',
          timeslots,
          timeZoneOffset: -450,
          location: { title: 'Shop', latitude: 59.9, longitude: 10.7 },
        },
        { replyMessage: { title: 'Thanks' } },
      ),
    ],
    ['carousel', message('Carousel', { title: 'Where to?', elements: [panel('a'), panel('b')] })],
    ['view', message('ViewResource', { viewId: 'form', viewToken: 't', viewData: {} })],
    ['form of Apple', JSON.stringify({ templateType: 'AppleForm', version: '1.0', data: {} })],
  ])('that is a %s', (_, content) => {
    expect(whyNotInteractive(content)).toBeUndefined()
  })
})

describe('a message is refused', () => {
  test.each<[string, string, string]>([
    ['no JSON', '<b>', 'JSON'],
    ['no object', '[]', 'object'],
    ['without a type', '{"version":"1.0","data":{}}', 'templateType'],
    ['of an unknown type', message('Menu', { title: 'x' }), 'Menu'],
    ['without content', '{"templateType":"Panel","version":"1.0","data":{}}', 'content'],
    ['without a title', message('ListPicker', { elements: choices(1) }), 'title'],
    ['without choices', message('ListPicker', { title: 'x', elements: [] }), '1 to 10'],
    ['with too many', message('Panel', { title: 'x', elements: choices(11) }), '1 to 10'],
    ['with one reply alone', message('QuickReply', { title: 'x', elements: choices(1) }), '2 to 5'],
    ['with a choice of nothing', message('Panel', { title: 'x', elements: [{}] }), 'element'],
    [
      'with a picture that is a script',
      message('Panel', { title: 'x', imageData: 'javascript:alert(1)', elements: choices(1) }),
      'imageData',
    ],
    ['without times', message('TimePicker', { title: 'x', timeslots: [] }), 'timeslots'],
    [
      'with a time that is none',
      message('TimePicker', { title: 'x', timeslots: [{ date: 'soon', duration: 1 }] }),
      'timeslot',
    ],
    [
      'with a place that is nowhere',
      message('TimePicker', { title: 'x', timeslots, location: { title: 'Shop' } }),
      'location',
    ],
    [
      'with two panels of one name',
      message('Carousel', { title: 'x', elements: [panel('a'), panel('a')] }),
      'templateIdentifier',
    ],
    [
      'with an answer without a title',
      message('Panel', { title: 'x', elements: choices(1) }, { replyMessage: {} }),
      'replyMessage',
    ],
  ])('that is %s', (_, content, why) => {
    expect(whyNotInteractive(content)).toContain(why)
  })
})
