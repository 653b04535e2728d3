// What a way out is called in front of people.
import type { Way } from '../model/block.ts'
import { designerTexts as texts } from '../texts/designer-texts.ts'

export function wayLabel({ kind, branch, operator = '', operand = '' }: Way): string {
  if (kind !== 'condition') return branchLabel(branch)
  const sign = (texts.operators as Readonly<Record<string, string>>)[operator] ?? operator
  return operator === 'Equals' ? operand : `${sign} ${operand}`
}

export function branchLabel(branch: string): string {
  return (texts.branchNames as Readonly<Record<string, string>>)[branch] ?? branch
}
