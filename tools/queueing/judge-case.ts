// Plays a case until each of its figures is known to be right or wrong, or enough has been played.
import { Estimator } from '../../src/twin/estimate.ts'
import { Luck } from '../../src/twin/luck.ts'
import type { Measures } from '../../src/twin/measures.ts'
import { Traffic } from '../../src/twin/traffic.ts'
import type { TrafficModel } from '../../src/twin/traffic-model.ts'
import type { Case } from './cases.ts'

export interface Figure {
  readonly metric: string
  readonly simulated: number
  readonly reference: number
  readonly standardErrors: number
  readonly isRight: boolean
}

export interface Judgement {
  readonly figures: readonly Figure[]
  readonly contacts: number
}

export interface Play {
  readonly seed: number
  /** At first; then as many again, and again, until everything is sure. */
  readonly contactsMin: number
  readonly contactsMax: number
  /** Contacts of each slice. */
  readonly slice?: number
  /** What is played, when it is not what the figures are for. */
  readonly model?: TrafficModel
  readonly progress?: (contacts: number) => void
}

/**
 * Batches are long against what a queue remembers: 100,000 contacts of the first 2 million, when a thousand
 * agents at 98 % forget within 10,000. More of them would only be shorter.
 */
const BATCHES = 20
/** Short enough that luck and what comes of it can be told from one another: a few minutes of a busy centre. */
const SLICE = 500
/** Of the contacts of the first round, before anything is counted: the centre begins empty. */
const WARM_UP = 0.05
const Z_MAX = 3
/** A figure is sure when what is allowed is so many standard errors. */
const Z_SURE = 2
/** What sums of millions of rounded times and the digits of the references are worth, as a share. */
const RESOLUTION = 1e-6

export function judgeCase(each: Case, play: Play): Judgement {
  const { seed, contactsMin, contactsMax, slice = SLICE } = play
  const luck = new Luck(play.model ?? each.model)
  const traffic = new Traffic(play.model ?? each.model, seed, { watcher: luck })
  const measures: Measures[] = []
  const lucks: Float64Array[] = []
  const first = Math.max(BATCHES, Math.floor(Math.min(contactsMin, contactsMax) / slice))
  for (let count = 0; count < first * WARM_UP; count++) traffic.run(slice)
  luck.begin()
  for (let slices = first; ; slices *= 2) {
    while (measures.length < slices) {
      measures.push(each.measure(traffic.run(slice)))
      lucks.push(luck.take())
      play.progress?.(measures.length * slice)
    }
    const estimator = new Estimator(lucks, BATCHES)
    const judged = Object.entries(each.reference).map(([metric, reference]) => {
      const { mean, standardError } = estimator.estimate(
        measures.map(those => those[metric] ?? { sum: Number.NaN, of: 1 }),
      )
      return judgeFigure(metric, reference, { mean, standardError })
    })
    const isOver = judged.every(({ isSure }) => isSure) || judged.some(({ isWrong }) => isWrong)
    const contacts = slices * slice
    if (isOver || 2 * contacts > contactsMax) return { figures: judged, contacts }
  }
}

interface Judged extends Figure {
  /** Nothing more need be played for it. */
  readonly isSure: boolean
  readonly isWrong: boolean
}

function judgeFigure(
  metric: string,
  reference: number,
  { mean, standardError }: { readonly mean: number; readonly standardError: number },
): Judged {
  const off = Math.abs(mean - reference)
  const limit = allowed(metric, reference)
  const error = Math.max(standardError, RESOLUTION * Math.abs(reference))
  // What never happens has no spread.
  const standardErrors = off === 0 ? 0 : (mean - reference) / error
  const isRight = off <= limit && Math.abs(standardErrors) <= Z_MAX
  return {
    metric,
    simulated: mean,
    reference,
    standardErrors,
    isRight,
    isSure: isRight && error * Z_SURE <= limit,
    isWrong: off > limit + Z_MAX * error,
  }
}

/** 0.002 for shares, otherwise 1 %. */
function allowed(metric: string, reference: number): number {
  const isShare = /^(.*[.])?(p_|sl_|occupancy)/.test(metric)
  return isShare ? 0.002 : 0.01 * Math.abs(reference) + Number.EPSILON
}
