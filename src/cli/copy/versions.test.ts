import { expect, test } from 'vitest'
import { fillVersions, type Versioned } from './versions.ts'

/** Versions of one thing that is nowhere but here. */
function versioned() {
  const kept = new Map<number, unknown>()
  let published: unknown
  let last = 0
  const of: Versioned = {
    list: async () => [...kept.keys()].map(Version => ({ Version })),
    content: async version => kept.get(version),
    publish: async content => {
      published = content
    },
    number: async () => {
      kept.set(++last, published)
      return last
    },
    drop: async version => void kept.delete(version),
  }
  return { of, kept }
}

test('versions come under their numbers, also when some before them are gone', async () => {
  const { of, kept } = versioned()
  await fillVersions(of, [
    { Version: 2, Content: 'second' },
    { Version: 4, Content: 'fourth' },
  ])
  expect([...kept]).toEqual([
    [2, 'second'],
    [4, 'fourth'],
  ])
})

test('a copy with numbers that nobody would have is refused before anything is made', async () => {
  for (const Version of [1e12, 0, -1, 1.5, '7']) {
    const { of, kept } = versioned()
    await expect(fillVersions(of, [{ Version, Content: 'x' }])).rejects.toThrow('a version is')
    expect(kept.size).toBe(0)
  }
})
