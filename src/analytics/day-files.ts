// The files of the tables: `<table>/dt=2026-11-21/<first>-<last>.parquet`, named after the journal
// entries whose rows they hold (`.sorted` when these stand in the table's order). A file is either
// there whole or not at all, and one whose entries another file of its day holds as well has been
// merged into that one and counts no longer.
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const NAME = /^(\d+)-(\d+)(\.sorted)?\.parquet$/
const DAY = /^dt=(\d{4}-\d\d-\d\d)$/

export interface DayFile {
  readonly table: string
  /** `2026-11-21`, UTC. */
  readonly day: string
  readonly firstSeq: number
  readonly lastSeq: number
  readonly isSorted: boolean
  readonly bytes: number
  readonly path: string
}

/** Every file there is, merged ones too, by table, day and number. */
export async function listDayFiles(folder: string, table: string): Promise<readonly DayFile[]> {
  const days = await names(join(folder, table))
  const files = days.sort(byName).flatMap(async name => {
    const day = DAY.exec(name)?.[1]
    return day === undefined ? [] : filesOfDay(folder, table, day)
  })
  return (await Promise.all(files)).flat()
}

/** Without the files whose entries another one of the same day holds too. */
export function withoutMerged(files: readonly DayFile[]): readonly DayFile[] {
  return files.filter(file => !files.some(other => holds(other, file)))
}

/** Where a table's rows of these entries belong. */
export function dayFilePath(
  folder: string,
  { table, day, firstSeq, lastSeq, isSorted }: Omit<DayFile, 'bytes' | 'path'>,
): string {
  const sorted = isSorted ? '.sorted' : ''
  return join(folder, table, `dt=${day}`, `${firstSeq}-${lastSeq}${sorted}.parquet`)
}

/** Makes a file that was written elsewhere part of the table, durably. Answers its size in bytes. */
export async function keepDayFile(written: string, path: string): Promise<number> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await sync(written)
  await rename(written, path)
  // The new names: of the file, and of the folders when these are new.
  for (const folder of [dirname(path), dirname(dirname(path))]) await sync(folder)
  return (await stat(path)).size
}

/** Removes files, and their day when it has none left. */
export async function dropDayFiles(files: readonly DayFile[]): Promise<void> {
  for (const { path } of files) await rm(path, { force: true })
  for (const folder of new Set(files.map(({ path }) => dirname(path)))) {
    if ((await names(folder)).length === 0) await rm(folder, { recursive: true, force: true })
  }
}

async function filesOfDay(folder: string, table: string, day: string): Promise<DayFile[]> {
  const found = await names(join(folder, table, `dt=${day}`))
  const files = found.map(async (name): Promise<DayFile[]> => {
    const match = NAME.exec(name)
    if (!match) return []
    const [firstSeq, lastSeq] = [Number(match[1]), Number(match[2])]
    const file = { table, day, firstSeq, lastSeq, isSorted: match[3] !== undefined }
    const path = dayFilePath(folder, file)
    return [{ ...file, path, bytes: (await stat(path)).size }]
  })
  return (await Promise.all(files)).flat().sort((a, b) => a.firstSeq - b.firstSeq)
}

function holds(other: DayFile, file: DayFile): boolean {
  return (
    other !== file &&
    other.table === file.table &&
    other.day === file.day &&
    other.firstSeq <= file.firstSeq &&
    other.lastSeq >= file.lastSeq &&
    // Of two with the same entries, the sorted one was made of the other.
    (other.isSorted || !file.isSorted)
  )
}

function byName(one: string, other: string): number {
  return one < other ? -1 : 1
}

/** Of what is in a folder; nothing when there is no such folder yet. */
async function names(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
