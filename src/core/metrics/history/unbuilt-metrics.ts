// Metrics that Connect has and that need a part of the centre which is not built yet, by that part.

const UNBUILT: readonly (readonly [RegExp, string])[] = [
  [
    /^AI_|_AI_|^(COMPLETENESS|FAITHFULNESS)_SCORE$|^GOAL_SUCCESS|^KNOWLEDGE_|^PROACTIVE_/,
    'AI agents',
  ],
  [/ADHEREN|^AGENT_SCHEDULED_TIME$/, 'schedules'],
  [/BOT/, 'bot analytics'],
  [/CASE/, 'cases'],
  [
    /CAMPAIGN|DELIVERY_ATTEMPT|DIALS_PER|HUMAN_ANSWERED|^RECIPIENTS_|AFTER_CUSTOMER_CONN/,
    'campaigns',
  ],
  [/EVALUATION|AUTOMATIC_FAILS/, 'evaluations'],
  [/TALK_TIME|INTERRUPTION|GREETING/, 'conversational analytics'],
  [/CONVERSATION|MESSAGE|RESPONSE_TIME/, 'the analysis of chats'],
  [/CUSTOMER_FIRST_CALLBACK/, 'callbacks that call the customer first'],
  [/CONCURRENCY/, "the history of agents' slots"],
  [/TEST_CASE/, 'the history of test cases'],
]

/** What a metric needs that is not there; undefined for names that mean nothing to us. */
export function missingPart(name: string): string | undefined {
  return UNBUILT.find(([names]) => names.test(name))?.[1]
}
