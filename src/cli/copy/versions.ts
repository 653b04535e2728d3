// Numbered versions of flows, modules and views. They never change, so another instance gets those it
// lacks, in their order and under their numbers.
import { isDeepStrictEqual } from 'node:util'
import type { Json } from '../../core/json.ts'
import { UseError } from '../command.ts'
import { given } from './thing.ts'

/** Each number below the last one is made, also those that are gone: a copy from a stranger may name any. */
const NUMBER_MAX = 10_000

/** How the versions of one thing are read and made. */
export interface Versioned {
  list(): Promise<readonly Numbered[]>
  content(version: number): Promise<unknown>
  /** Makes this what is published. */
  publish(content: unknown): Promise<void>
  /** Numbers what is published, and answers the number. */
  number(description: { readonly Description?: string }): Promise<number | undefined>
  drop(version: number): Promise<void>
}

interface Numbered {
  readonly Version?: number | undefined
  readonly VersionDescription?: string | undefined
}

interface Kept {
  readonly Version: number
  readonly VersionDescription?: string
  readonly Content: unknown
}

/** A member for the document; none where there are no versions. */
export async function versionsOf(of: Versioned): Promise<{ readonly Versions?: readonly Kept[] }> {
  const versions: Kept[] = []
  for (const { Version, VersionDescription } of await listed(of)) {
    const about = VersionDescription ? { VersionDescription } : {}
    versions.push({ Version, ...about, Content: await of.content(Version) })
  }
  return versions.length === 0 ? {} : { Versions: versions }
}

/** Afterwards the last of them is published: what should be comes next. */
export async function fillVersions(of: Versioned, document: Json | undefined): Promise<void> {
  const wanted = given<readonly Kept[] | undefined>(document) ?? []
  for (const { Version } of wanted) {
    if (Number.isInteger(Version) && Version >= 1 && Version <= NUMBER_MAX) continue
    throw new UseError(`a version is a number from 1 to ${NUMBER_MAX}.`)
  }
  const there = new Set((await listed(of)).map(({ Version }) => Version))
  const highest = Math.max(0, ...there)
  for (const { Version, Content } of wanted) {
    if (!there.has(Version)) continue
    if (isDeepStrictEqual(await of.content(Version), Content)) continue
    throw new UseError(`version ${Version} is another there, and versions never change.`)
  }
  const last = Math.max(0, ...wanted.map(({ Version }) => Version))
  for (let number = highest + 1; number <= last; number++) {
    const exact = wanted.find(({ Version }) => Version === number)
    // A number that was used once and is gone: whatever comes next stands for it, and goes again.
    const version = exact ?? wanted.find(({ Version }) => Version > number)
    await of.publish(version?.Content)
    const about = version?.VersionDescription
    const made = await of.number(about === undefined ? {} : { Description: about })
    if (made !== number) throw new UseError(`version ${number} was there once, and is gone.`)
    if (!exact) await of.drop(number)
  }
}

/** Oldest first, and what stands for no number (`$LATEST`) left out. */
async function listed(
  of: Versioned,
): Promise<readonly (Numbered & { readonly Version: number })[]> {
  return (await of.list())
    .flatMap(each => (each.Version ? [{ ...each, Version: each.Version }] : []))
    .toSorted((a, b) => a.Version - b.Version)
}
