import { expect, test } from 'vitest'
import { readRuleFunction, ruleHolds } from './rule-function.ts'

const compare = (Operator: string, path: string, ...Operands: (string | number)[]) => ({
  Operator,
  Operands,
  ComparisonValue: path,
  Negate: false,
})
const and = (...Operands: object[]) => ({ Operator: 'AND', Operands })
const or = (...Operands: object[]) => ({ Operator: 'OR', Operands })
const text = (RuleFunction: object) => JSON.stringify({ Version: '2022-11-25', RuleFunction })

const facts = [
  { form: 'f', score: 40 },
  { form: 'f', score: 40, section: 'a', sectionScore: 10 },
  { form: 'f', score: 40, section: 'b', sectionScore: 90 },
]

test.each<[string, object, boolean]>([
  ['the form is named', and(compare('EQUALS', 'form', 'f')), true],
  ['another form is named', and(compare('EQUALS', 'form', 'g')), false],
  ['the score is low', and(compare('NumberLessOrEqualTo', 'score', 40)), true],
  ['the score is high', and(compare('NumberGreaterThan', 'score', 40)), false],
  [
    'that section is low',
    and(and(compare('EQUALS', 'section', 'a'), compare('NumberLessThan', 'sectionScore', 50))),
    true,
  ],
  [
    'another section is low',
    and(and(compare('EQUALS', 'section', 'b'), compare('NumberLessThan', 'sectionScore', 50))),
    false,
  ],
  [
    'one of two holds',
    or(compare('EQUALS', 'form', 'g'), and(compare('EQUALS', 'form', 'f'))),
    true,
  ],
  ['it is not another', and({ ...compare('EQUALS', 'form', 'g'), Negate: true }), true],
  ['there is no such thing', and({ ...compare('EQUALS', 'queue', 'q'), Negate: true }), false],
])('a rule in which %s', (_, group, holds) => {
  const read = readRuleFunction(text(group))
  expect(typeof read === 'string' ? read : ruleHolds(read, facts)).toBe(holds)
})

test.each<[string, string]>([
  ['no JSON', '{'],
  ['no JSON object', 'null'],
  ['of another version', JSON.stringify({ Version: '1', RuleFunction: and(compare('A', 'b', 1)) })],
  ['a comparison at the top', text(compare('EQUALS', 'form', 'f'))],
  ['without operands', text(and())],
  ['with a comparison of nothing', text(and({ Operator: 'EQUALS', Operands: ['f'] }))],
  ['too deep', text([...Array(20)].reduce<object>(each => and(each), and(compare('A', 'b', 1))))],
])('a function that is %s is none', (_, function_) => {
  expect(readRuleFunction(function_)).toEqual(expect.any(String))
})
