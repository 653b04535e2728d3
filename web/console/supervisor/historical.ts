// How metrics of history are asked for, and what comes of it.
import type { ConnectInput } from '../../kit/connect.ts'

type Asked = NonNullable<ConnectInput<'GetMetricDataV2'>['Metrics']>[number]

/** Contacts that leave the queue within it are served well, seconds. */
const SERVICE_LEVEL_SECONDS = 60

export function metricOf(name: string, serviceLevelSeconds = SERVICE_LEVEL_SECONDS): Asked {
  if (name !== 'SERVICE_LEVEL') return { Name: name }
  return { Name: name, Threshold: [{ Comparison: 'LT', ThresholdValue: serviceLevelSeconds }] }
}
