// What the metrics are called on the screen.
import { metricWords } from '../../../../src/api/contract/metric-words.ts'
import { inUsersLanguage } from '../../../kit/messages.ts'

export type { MetricName } from '../../../../src/api/contract/metric-words.ts'

export const metricTexts = inUsersLanguage(metricWords)
