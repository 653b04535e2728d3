// One row of the performance goals: ours and the peer's measured in turn (ABAB), so that whatever the
// machine does meanwhile happens to both, and printed with the ratio, the floor and the goal.
import { type Estimate, estimate } from './statistics.ts'

export interface Comparison {
  /** The row of the table of goals. */
  readonly row: number
  readonly title: string
  /** What is counted, for example `calls per CPU second`. */
  readonly unit: string
  /** Whether more of it is better (default), or less. */
  readonly better?: 'more' | 'less'
  readonly ours: Contender
  /** None: the goal is a figure. */
  readonly peer?: Contender
  readonly rounds?: number
  /** Must not be missed, and what we want; of the ratio to the peer, or of our figure. */
  readonly floor?: Target
  readonly goal?: Target
  /** Said under the figures: what is not like for like. */
  readonly note?: string
}

export interface Contender {
  readonly name: string
  /** One measurement. */
  measure(): number | Promise<number>
}

/** At least (or, where less is better, at most) this. */
export type Target = { readonly ratio: number } | { readonly figure: number }

/** Measures both and prints the row; with `--json` on the command line as one line of JSON. */
export async function compare(of: Comparison): Promise<void> {
  const { ours, peer, rounds = 5 } = of
  const figures: { ours: number; peer: number | undefined }[] = []
  for (let round = 0; round < rounds; round++) {
    figures.push({ ours: await ours.measure(), peer: await peer?.measure() })
  }
  const result = summarise(of, figures)
  console.log(process.argv.includes('--json') ? JSON.stringify(result) : textOf(of, result))
}

interface Result {
  readonly row: number
  readonly title: string
  readonly unit: string
  readonly rounds: number
  readonly ours: Estimate
  readonly peer?: Estimate
  /** Ours to the peer's, round by round. */
  readonly ratio?: Estimate
  readonly reachesFloor?: boolean
  readonly reachesGoal?: boolean
}

export function summarise(
  { row, title, unit, better = 'more', floor, goal }: Comparison,
  figures: readonly { readonly ours: number; readonly peer: number | undefined }[],
): Result {
  const pairs = figures.flatMap(({ ours, peer }) => (peer === undefined ? [] : [{ ours, peer }]))
  const ours = estimate(figures.map(figure => figure.ours))
  const ratio = pairs.length > 0 ? estimate(pairs.map(each => each.ours / each.peer)) : undefined
  const reaches = (target: Target): boolean => {
    const wanted = 'ratio' in target ? target.ratio : target.figure
    const reached = 'ratio' in target ? (ratio?.median ?? Number.NaN) : ours.median
    return better === 'more' ? reached >= wanted : reached <= wanted
  }
  return {
    row,
    title,
    unit,
    rounds: figures.length,
    ours,
    ...(ratio && { peer: estimate(pairs.map(each => each.peer)), ratio }),
    ...(floor && { reachesFloor: reaches(floor) }),
    ...(goal && { reachesGoal: reaches(goal) }),
  }
}

function textOf(of: Comparison, result: Result): string {
  const lines = [
    `${of.row}. ${of.title} (${of.unit}; median of ${result.rounds}, 95 % interval)`,
    `   ours   ${estimateText(result.ours)}  ${of.ours.name}`,
    ...(result.peer ? [`   peer   ${estimateText(result.peer)}  ${of.peer?.name}`] : []),
    ...(result.ratio ? [`   ratio  ${estimateText(result.ratio)}`] : []),
    ...(of.floor ? [`   floor  ${targetText(of, of.floor)}: ${verdict(result.reachesFloor)}`] : []),
    ...(of.goal ? [`   goal   ${targetText(of, of.goal)}: ${verdict(result.reachesGoal)}`] : []),
    ...(of.note === undefined ? [] : [`   ${of.note}`]),
  ]
  return lines.join('\n')
}

function estimateText({ median, low, high }: Estimate): string {
  return `${number(median).padStart(10)}  [${number(low)} … ${number(high)}]`
}

function targetText({ better = 'more' }: Comparison, target: Target): string {
  const sign = better === 'more' ? '≥' : '≤'
  return 'ratio' in target
    ? `${sign} ${number(target.ratio)} × peer`
    : `${sign} ${number(target.figure)}`
}

function verdict(reached: boolean | undefined): string {
  return reached ? 'reached' : 'missed'
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 4 })
}
