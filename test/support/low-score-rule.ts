// A rule for the API that tells sinks of evaluations with half of the points or less.
export const LOW_SCORE_RULE = {
  Function: JSON.stringify({
    Version: '2022-11-25',
    RuleFunction: {
      Operator: 'AND',
      Operands: [
        {
          Operator: 'NumberLessOrEqualTo',
          Operands: [50],
          ComparisonValue: '$.ContactLens.ContactEvaluation.Form.Score',
          Negate: false,
        },
      ],
    },
  }),
  Actions: [
    {
      ActionType: 'GENERATE_EVENTBRIDGE_EVENT' as const,
      EventBridgeAction: { Name: 'low-score' },
    },
  ],
  PublishStatus: 'PUBLISHED' as const,
}
