// Stories of configuration drawn by lot. One that fails is told again with ever fewer steps.
import fc from 'fast-check'
import { ConfigurationStory, type Step, VERBS } from './configuration-story.ts'
import { kindNames } from './configured-kinds.ts'

const step: fc.Arbitrary<Step> = fc.record({
  verb: fc.constantFrom(...VERBS),
  kind: fc.constantFrom(...kindNames),
  which: fc.nat(20),
  other: fc.nat(20),
  word: fc.nat(6),
  byArn: fc.boolean(),
})

/** How often a story that failed is told again. */
const RETOLD_MAX = 150

/** Throws with a short story, if there is one in which the API and the model disagree. */
export async function playConfiguration({
  steps,
  seed,
}: {
  steps: number
  seed: number
}): Promise<void> {
  const story = fc.sample(step, { numRuns: steps, seed })
  const failure = await play(story)
  if (!failure) return
  const short = await shortened(story)
  const told = short.map(each => `  ${JSON.stringify(each)}`).join('\n')
  throw new Error(`Seed ${seed}: ${(await play(short))?.message}, after\n${told}`, {
    cause: failure,
  })
}

/** Leaves out ever smaller parts, as long as the rest still fails. */
async function shortened(story: readonly Step[]): Promise<readonly Step[]> {
  let short = story
  let retold = 0
  for (
    let size = Math.ceil(story.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let first = 0; first < short.length && retold < RETOLD_MAX; retold++) {
      const less = [...short.slice(0, first), ...short.slice(first + size)]
      if (await play(less)) short = less
      else first += size
    }
  }
  return short
}

async function play(steps: readonly Step[]): Promise<Error | undefined> {
  const story = await ConfigurationStory.begin()
  try {
    for (const each of steps) await story.step(each)
    await story.end()
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  } finally {
    await story.close()
  }
}
