// What an evaluation is worth. Where weights count, a question's share of the best it could have is
// weighted by question (QUESTION_ONLY) or by section (SECTION_ONLY); what is not applicable or not
// asked leaves its weight to the others. Where points count, they are added up, and those of bonus
// questions come on top. An answer that fails automatically makes the whole 0, or the section it names.
import { enabledQuestions } from './enablement.ts'
import {
  type Answers,
  type AnswerValue,
  type FormContent,
  type FormItem,
  type FormQuestion,
  type OptionWorth,
  optionsOf,
  type ScoreThreshold,
  type ScoringStrategy,
  selectOptions,
} from './evaluation-form.ts'

/** Percentages have two decimals. */
export interface Score {
  readonly Percentage?: number
  readonly NotApplicable?: boolean
  readonly AutomaticFail?: boolean
  /** The part of the whole this was, in percent. */
  readonly AppliedWeight?: number
  readonly EarnedPoints?: number
  readonly MaxBasePoint?: number
  readonly PerformanceCategory?: ScoreThreshold['PerformanceCategory']
}

export interface Scores {
  /** Of the whole; none while nothing that counts is answered. */
  readonly total?: Score
  /** Of sections and questions, by `RefId`. */
  readonly items: Readonly<Record<string, Score>>
}

type Mode = ScoringStrategy['Mode']

export function scoresOf(content: FormContent, answers: Answers): Scores {
  const { ScoringStrategy: strategy, Items } = content
  if (strategy?.Status !== 'ENABLED') return { items: {} }
  const enabled = enabledQuestions(content, answers)
  const root: Node = {
    refId: '',
    weight: 1,
    thresholds: strategy.ScoreThresholds,
    children: nodesOf(Items, { mode: strategy.Mode, enabled, answers }),
  }
  const failed = failedSections(root)
  const items: Record<string, Score> = {}
  const total = write({ node: root, share: 100, path: [''], mode: strategy.Mode, failed, items })
  return { ...(total && { total }), items }
}

/** A section, a question, or the whole. */
interface Node {
  readonly refId: string
  readonly weight: number
  readonly thresholds: readonly ScoreThreshold[] | undefined
  readonly children?: readonly Node[]
  /** Of a question that is answered. */
  readonly worth?: Worth | 'notApplicable'
}

interface Worth {
  readonly earned: number
  readonly best: number
  readonly fails: boolean
  /** The section that fails; the whole when none is named. */
  readonly failsSection: string | undefined
}

interface Reading {
  readonly mode: Mode
  readonly enabled: ReadonlySet<string>
  readonly answers: Answers
}

function nodesOf(items: readonly FormItem[], reading: Reading): readonly Node[] {
  const hasWeights = items.some(({ Section }) => Section?.Weight !== undefined)
  return items.flatMap(({ Section, Question }): readonly Node[] => {
    if (Question) return questionNode(Question, reading)
    if (!Section || Section.IsExcludedFromScoring) return []
    const { RefId: refId, ScoreThresholds: thresholds } = Section
    const children = nodesOf(Section.Items, reading)
    const weight = hasWeights ? (Section.Weight ?? 0) : 1
    return [{ refId, weight, thresholds, children }]
  })
}

function questionNode(question: FormQuestion, reading: Reading): readonly Node[] {
  const { RefId: refId, Weight, ScoringConfiguration } = question
  const { mode, enabled, answers } = reading
  const answer = answers[refId]
  if (!enabled.has(refId) || ScoringConfiguration?.IsExcludedFromScoring || !answer) return []
  const worth = answer.NotApplicable ? 'notApplicable' : worthOf(question, answer, mode)
  if (worth === undefined) return []
  const weight = mode === 'QUESTION_ONLY' ? (Weight ?? 1) : 1
  return [{ refId, weight, thresholds: ScoringConfiguration?.ScoreThresholds, worth }]
}

/** Undefined for what cannot be scored. */
function worthOf(question: FormQuestion, answer: AnswerValue, mode: Mode): Worth | undefined {
  const value = mode === 'POINTS_BASED' ? pointsOf : scoreOf
  const options = optionsOf(question)
  const counts = options.some(each => value(each) !== undefined || each.AutomaticFail)
  if (!counts) return undefined
  const chosen = chosenOptions(question, answer)
  const failing = chosen.find(each => each.AutomaticFail)
  return {
    earned: sum(chosen.map(each => value(each) ?? 0)),
    best: bestOf(question, options, mode),
    fails: failing !== undefined,
    failsSection: failing?.AutomaticFailConfiguration?.TargetSection,
  }
}

function chosenOptions(question: FormQuestion, answer: AnswerValue): readonly OptionWorth[] {
  const { NumericValue, StringValue, StringValues } = answer
  const ranges = question.QuestionTypeProperties?.Numeric?.Options
  if (ranges && NumericValue !== undefined) {
    const range = ranges.find(
      each => NumericValue >= each.MinValue && NumericValue <= each.MaxValue,
    )
    return range ? [range] : []
  }
  const chosen = StringValues ?? [StringValue]
  return selectOptions(question).filter(({ RefId }) => chosen.includes(RefId))
}

/** The most there is to have, without what is a bonus. */
function bestOf(question: FormQuestion, options: readonly OptionWorth[], mode: Mode): number {
  const isMany = question.QuestionType === 'MULTISELECT'
  const most = (values: readonly number[]) => (isMany ? sum(values) : Math.max(0, ...values))
  if (mode !== 'POINTS_BASED') return most(options.map(each => scoreOf(each) ?? 0))
  const { PointsConfiguration } = question.ScoringConfiguration ?? {}
  if (PointsConfiguration?.IsBonus) return 0
  const base = options.filter(each => !each.PointsConfiguration?.IsBonus)
  return PointsConfiguration?.MaxPointValue ?? most(base.map(each => pointsOf(each) ?? 0))
}

function scoreOf({ Score }: OptionWorth): number | undefined {
  return Score
}

function pointsOf({ PointsConfiguration }: OptionWorth): number | undefined {
  return PointsConfiguration?.PointValue
}

/** What fails as a whole: the named sections, and `''` for everything. */
function failedSections(node: Node): ReadonlySet<string> {
  const { worth, children = [] } = node
  const own = typeof worth === 'object' && worth.fails ? [worth.failsSection ?? ''] : []
  return new Set([...own, ...children.flatMap(each => [...failedSections(each)])])
}

interface Part {
  readonly node: Node
  /** Of the whole, in percent. */
  readonly share: number
  /** The `RefId`s from the whole (`''`) down to the node. */
  readonly path: readonly string[]
  readonly mode: Mode
  readonly failed: ReadonlySet<string>
  readonly items: Record<string, Score>
}

/** Writes the scores of everything in a part, and answers its own. */
function write(part: Part): Score | undefined {
  const { node, share, path, mode, failed, items } = part
  const { children = [], worth } = node
  const counting = children.filter(each => answersIn(each).length > 0)
  const weightOf = (each: Node) => (mode === 'QUESTION_ONLY' ? leafWeight(each) : each.weight)
  const weights = sum(counting.map(weightOf))
  for (const child of children) {
    const own = counting.includes(child) && weights > 0 ? weightOf(child) / weights : 0
    const down = { node: child, share: share * own, path: [...path, child.refId] }
    const score = write({ ...down, mode, failed, items })
    if (score) items[child.refId] = score
  }
  if (worth === 'notApplicable') return { NotApplicable: true }
  const scores = tally(node, mode, failed)
  if (!scores) return children.some(isNotApplicable) ? { NotApplicable: true } : undefined
  const percentage = rounded(scores.share * 100)
  const category = categoryOf(node.thresholds, percentage)
  return {
    Percentage: percentage,
    NotApplicable: false,
    AutomaticFail: isFailed(node, path, failed),
    ...(mode === 'POINTS_BASED'
      ? { EarnedPoints: scores.earned, MaxBasePoint: scores.best }
      : { AppliedWeight: rounded(share) }),
    ...(category !== undefined && { PerformanceCategory: category }),
  }
}

interface Tally {
  readonly earned: number
  readonly best: number
  /** Of the best, 1 is all of it. */
  readonly share: number
}

/** Undefined when nothing in it counts. */
function tally(node: Node, mode: Mode, failed: ReadonlySet<string>): Tally | undefined {
  const { worth, children = [] } = node
  if (worth === 'notApplicable') return undefined
  if (worth) {
    const { earned, best, fails } = worth
    return fails
      ? { earned: 0, best, share: 0 }
      : { earned, best, share: best > 0 ? earned / best : 0 }
  }
  const parts = children.flatMap(child => {
    const part = tally(child, mode, failed)
    const weight = mode === 'QUESTION_ONLY' ? leafWeight(child) : child.weight
    return part ? [{ ...part, weight }] : []
  })
  if (parts.length === 0) return undefined
  const isZero = failed.has('') || failed.has(node.refId)
  const earned = isZero ? 0 : sum(parts.map(part => part.earned))
  const best = sum(parts.map(part => part.best))
  const weights = sum(parts.map(part => part.weight))
  const weighted = weights > 0 ? sum(parts.map(part => part.share * part.weight)) / weights : 0
  const share = mode !== 'POINTS_BASED' ? weighted : best > 0 ? earned / best : 0
  return { earned, best, share: isZero ? 0 : share }
}

/** In QUESTION_ONLY a section weighs what its questions that count weigh together. */
function leafWeight({ worth, weight, children = [] }: Node): number {
  if (worth) return worth === 'notApplicable' ? 0 : weight
  return sum(children.map(leafWeight))
}

function isNotApplicable({ worth, children = [] }: Node): boolean {
  return worth === 'notApplicable' || children.some(isNotApplicable)
}

/** Whatever an answer fails, and the question and sections on the way up to that. */
function isFailed(node: Node, path: readonly string[], failed: ReadonlySet<string>): boolean {
  if (failed.has(node.refId)) return true
  return answersIn(node).some(({ fails, failsSection = '' }) => {
    return fails && (node.worth !== undefined || path.includes(failsSection))
  })
}

function answersIn({ worth, children = [] }: Node): readonly Worth[] {
  return typeof worth === 'object' ? [worth] : children.flatMap(answersIn)
}

function categoryOf(thresholds: readonly ScoreThreshold[] = [], percentage: number) {
  return thresholds.find(
    ({ MinScorePercentage = 0, MaxScorePercentage = Number.POSITIVE_INFINITY }) =>
      percentage >= MinScorePercentage && percentage <= MaxScorePercentage,
  )?.PerformanceCategory
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

function rounded(number: number): number {
  return Math.round(number * 100) / 100
}
