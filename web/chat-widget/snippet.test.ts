import { expect, test, vi } from 'vitest'
import { askPage, takeSnippet } from './snippet.ts'

type Page = Parameters<typeof takeSnippet>[0]

test('what was said before and after the script came is honoured alike', () => {
  const queue = [
    ['styles', { openChat: { color: '#fff' } }],
    ['snippetId', 'abc'],
    ['contactAttributes', { order: 42 }],
    ['customLaunchBehavior', { skipIconButtonAndAutoLaunch: true }],
    ['somethingNew', 1],
  ]
  const page: Page = { amazon_connect: Object.assign(() => undefined, { ac: queue }) }
  const changed = vi.fn()
  const snippet = takeSnippet(page, changed)
  expect(changed).not.toHaveBeenCalled()
  page.amazon_connect?.('contactAttributes', { shop: 'Rome' })
  expect(changed).toHaveBeenCalledOnce()
  expect(snippet).toMatchObject({
    styles: { openChat: { color: '#fff' } },
    snippetId: 'abc',
    attributes: { order: '42', shop: 'Rome' },
    skipIconButtonAndAutoLaunch: true,
  })
})

test.each([
  undefined,
  { ac: [] },
  { ac: [[], ['authenticate'], ['styles', null], [null, 1], ['registerCallback', { X: 1 }]] },
])('a page that says nothing, or nonsense, has a chat all the same', given => {
  const page = { amazon_connect: given && Object.assign(() => undefined, given) } as Page
  expect(takeSnippet(page, () => undefined)).toMatchObject({ styles: {}, callbacks: {} })
})

test('a page answers by calling back, or with a promise', async () => {
  expect(await askPage((tell: (value: string) => void) => tell('token'))).toBe('token')
  expect(await askPage(async () => 'token')).toBe('token')
  await expect(askPage(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
})
